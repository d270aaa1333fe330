/*
 * What a stage says comes over as it was said, or not at all.
 */
#include <sys/socket.h>
#include <unistd.h>

#include "../tap.h"
#include "store/stage_wire.h"

static void
comes_over(void)
{
	struct stage_wire out = { 0 }, in = { 0 };
	struct error error = { 0 };
	int ends[2];

	tap_ok(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "a socket pair");
	stage_wire_begin(&out, STAGE_WIRE_STEP);
	stage_wire_put_integer(&out, INT64_MIN);
	stage_wire_put_text(&out, slice_of("\xc3\xa9"));
	stage_wire_put_text(&out, slice_from("", 0));
	stage_wire_put_integer(&out, -1);
	tap_ok(stage_wire_send(ends[0], &out, &error), "it is sent");
	tap_ok(stage_wire_receive(ends[1], &in, &error), "it is received");
	tap_ok(in.kind == STAGE_WIRE_STEP, "the kind");
	tap_ok(stage_wire_integer(&in) == INT64_MIN, "a number");
	tap_ok(slice_is(stage_wire_text(&in), "\xc3\xa9"), "a text");
	tap_ok(stage_wire_text(&in).length == 0, "an empty text");
	tap_ok(!stage_wire_is_empty(&in), "one is left");
	tap_ok(stage_wire_integer(&in) == -1, "another number");
	tap_ok(stage_wire_is_empty(&in) && !in.broken, "that is all");
	tap_ok(stage_wire_integer(&in) == 0 && in.broken,
	    "more than there is breaks it");
	tap_ok(stage_wire_send(ends[0], &out, &error), "another is sent");
	(void)close(ends[0]);
	tap_ok(stage_wire_receive(ends[1], &in, &error), "one comes");
	tap_ok(!stage_wire_receive(ends[1], &in, &error) &&
	    error.fault == FAULT_NONE, "then the other end is gone");
	tap_ok(!stage_wire_send(ends[1], &out, &error) &&
	    error.fault == FAULT_SYSTEM, "and cannot be told anything");
	(void)close(ends[1]);
	stage_wire_release(&out);
	stage_wire_release(&in);
}

/* A text says that it is longer than the message. */
static void
length_is_checked(void)
{
	struct stage_wire wire = { 0 };

	stage_wire_begin(&wire, STAGE_WIRE_OPEN);
	stage_wire_put_integer(&wire, 1000);
	stage_wire_put_integer(&wire, 1);
	tap_ok(stage_wire_text(&wire).length == 0 && wire.broken,
	    "a text longer than its message");
	stage_wire_begin(&wire, STAGE_WIRE_OPEN);
	stage_wire_put_integer(&wire, INT64_MAX);
	tap_ok(stage_wire_text(&wire).length == 0 && wire.broken,
	    "a text longer than any message");
	stage_wire_release(&wire);
}

int
main(void)
{
	tap_begin();
	comes_over();
	length_is_checked();
	return tap_end();
}
