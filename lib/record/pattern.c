#include "record/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/memory.h"

struct pattern {
	const char *words;	/* separated by "|", or NULL */
	pcre2_code *code;
	pcre2_match_data *match;
};

static bool
pattern_is_words(const char *expression)
{
	for (; *expression != '\0'; expression++)
		if (strchr("\\^$.[]()?*+{}", *expression) != NULL)
			return false;
	return true;
}

static bool
pattern_compile(struct pattern *pattern, const char *expression)
{
	int code;
	PCRE2_SIZE offset;

	pattern->code = pcre2_compile((PCRE2_SPTR)expression,
	    PCRE2_ZERO_TERMINATED,
	    PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_UTF, &code, &offset,
	    NULL);
	if (pattern->code == NULL && code == PCRE2_ERROR_HEAP_FAILED)
		memory_exhausted();
	if (pattern->code == NULL)
		return false;
	/* Without JIT it is slower and just as right. */
	(void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	pattern->match = pcre2_match_data_create(1, NULL);
	if (pattern->match == NULL)
		memory_exhausted();
	return true;
}

struct pattern *
pattern_new(const char *expression)
{
	struct pattern *pattern = memory_new(sizeof(*pattern));

	if (pattern_is_words(expression))
		pattern->words = expression;
	else if (!pattern_compile(pattern, expression)) {
		pattern_free(pattern);
		return NULL;
	}
	return pattern;
}

void
pattern_free(struct pattern *pattern)
{
	if (pattern == NULL)
		return;
	pcre2_match_data_free(pattern->match);
	pcre2_code_free(pattern->code);
	memory_free(pattern);
}

static bool
pattern_is_word(const char *words, struct slice text)
{
	for (;;) {
		size_t same = 0;

		while (same < text.length && words[same] != '\0' &&
		    words[same] != '|' && words[same] == text.text[same])
			same++;
		words += same;
		if (same == text.length && (*words == '\0' || *words == '|'))
			return true;
		while (*words != '\0' && *words != '|')
			words++;
		if (*words++ == '\0')
			return false;
	}
}

bool
pattern_matches(const struct pattern *pattern, struct slice text)
{
	int result;

	if (pattern->words != NULL)
		return pattern_is_word(pattern->words, text);
	/* The reader has checked that the text is UTF-8. */
	result = pcre2_match(pattern->code, (PCRE2_SPTR)text.text, text.length,
	    0, PCRE2_NO_UTF_CHECK, pattern->match, NULL);
	if (result == PCRE2_ERROR_NOMEMORY)
		memory_exhausted();
	return result >= 0;
}
