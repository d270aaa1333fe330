#include "store/address.h"

#include "tap.h"

static void
shown(const char *text, const char *wanted)
{
	struct text out = { 0 };

	address_show(&out, slice_of(text));
	tap_ok(slice_is(text_slice(&out), wanted), "%s is shown as %s", text,
	    out.bytes != NULL ? out.bytes : "");
	text_release(&out);
}

int
main(void)
{
	tap_begin();
	tap_ok(address_is_server("postgresql://host/db") &&
	    address_is_server("postgres:///db"), "a URL is a server");
	tap_ok(!address_is_server("ops.db") &&
	    !address_is_server("./postgresql:") &&
	    !address_is_server(""), "anything else is a file");
	shown("ops.db", "ops.db");
	shown("", "");
	shown("postgresql://", "postgresql://");
	shown("postgresql://host:5432/db", "postgresql://host:5432/db");
	shown("postgresql://ann@host/db", "postgresql://ann@host/db");
	shown("postgresql://ann:secret@host/db", "postgresql://ann@host/db");
	shown("postgresql://ann:se:c@ret@host", "postgresql://ann@host");
	shown("postgresql://ann:secret@/db?host=/tmp",
	    "postgresql://ann@/db?host=/tmp");
	shown("postgresql:///db?password=secret&user=ann",
	    "postgresql:///db?password=&user=ann");
	shown("postgresql:///db?user=ann&sslpassword=secret",
	    "postgresql:///db?user=ann&sslpassword=");
	shown("post --store postgres://a:b@h/d?password=x --batch b:c@d",
	    "post --store postgres://a@h/d?password= --batch b:c@d");
	return tap_end();
}
