/*
 * Any bytes, as rows: the plain path and libcsv read the same from them.  The
 * first byte chooses the delimiter.
 */
#include "../unit/csv_paths.h"
#include "fuzz.h"

static struct fuzz_file file;

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	static const char delimiters[] = { ',', ';', '\t' };
	uint64_t rows = 0;
	char delimiter;

	if (size == 0)
		return 0;
	delimiter = delimiters[bytes[0] % sizeof(delimiters)];
	fuzz_file_put(&file, bytes + 1, size - 1);
	fuzz_must(csv_paths_agree(file.path, delimiter, &rows));
	return 0;
}
