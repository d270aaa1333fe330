/* Any bytes, as what the bank says on payments (pain.002). */
#include "domain/pain_status.h"
#include "fuzz.h"

static struct fuzz_file file;

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	struct pain_status status = { 0 };
	struct error error = { 0 };
	struct xml_reader *reader;

	fuzz_file_put(&file, bytes, size);
	if (!xml_reader_open(&reader, file.path, &error))
		return 0;
	if (pain_status_read(&status, reader, &error))
		for (size_t i = 0; i < status.count; i++)
			fuzz_must(status.answers[i].status.length > 0);
	else
		fuzz_must(error.fault != FAULT_NONE);
	pain_status_release(&status);
	xml_reader_close(reader);
	return 0;
}
