/* Any bytes, as bank statements (camt.053). */
#include "domain/camt.h"
#include "fuzz.h"

static struct fuzz_file file;

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	struct camt_statement statement = { 0 };
	struct error error = { 0 };
	struct xml_reader *reader;

	fuzz_file_put(&file, bytes, size);
	if (!xml_reader_open(&reader, file.path, &error))
		return 0;
	while (camt_next(&statement, reader, &error)) {
		fuzz_must(error.fault == FAULT_NONE);
		for (size_t i = 0; i < statement.line_count; i++)
			fuzz_must(statement.lines[i].amount.currency.number !=
			    0);
		camt_tie_up(&statement);
	}
	camt_release(&statement);
	xml_reader_close(reader);
	return 0;
}
