#include "kpi.h"

#include "schema/figure.h"

bool
kpi_check(struct cli *cli, struct error *error)
{
	uint64_t red = 0, amber = 0, green = 0, none = 0;
	struct figure figure;
	struct record record;
	struct stream *in;
	struct sink *out;

	if (!cli_input(&in, cli, &schema_figure, 0, error) ||
	    !cli_output(&out, cli, &schema_figure, in, error))
		return false;
	while (figure_next(in, &figure, &record, error)) {
		red += slice_is(figure.status, "red");
		amber += slice_is(figure.status, "amber");
		green += slice_is(figure.status, "green");
		none += slice_is(figure.status, "no-data");
		if (!sink_record(out, &record, error))
			return false;
	}
	if (error->fault != FAULT_NONE)
		return false;
	cli_say(cli, "%llu green, %llu amber, %llu red, %llu without data",
	    (unsigned long long)green, (unsigned long long)amber,
	    (unsigned long long)red, (unsigned long long)none);
	if (red > 0)
		cli_answer_no(cli);
	return true;
}
