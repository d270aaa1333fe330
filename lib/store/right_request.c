#include "store/right_request.h"

#define CONFIDANT "EXISTS (SELECT 1 FROM ops_right WHERE " \
    "name = current_user AND role IN ('confidant', 'auditor', " \
    "'administrator'))"

/* What belongs to a request is seen where the request is. */
static const char *const parts[] = { "request_event", "request_message",
	"request_link" };

/* Policies which hold back need others which let through. */
static void
right_request_open(struct text *out, const char *table)
{
	static const struct {
		const char *name;
		const char *what;
	} policies[] = {
		{ "read", "SELECT USING" }, { "add", "INSERT WITH CHECK" },
		{ "change", "UPDATE USING" }, { "remove", "DELETE USING" }
	};

	text_add_format(out, "ALTER TABLE %s ENABLE ROW LEVEL SECURITY;\n"
	    "DROP POLICY IF EXISTS ops_restricted ON %s;\n", table, table);
	for (size_t i = 0; i < sizeof(policies) / sizeof(*policies); i++)
		text_add_format(out, "DROP POLICY IF EXISTS ops_%s ON %s;\n"
		    "CREATE POLICY ops_%s ON %s FOR %s (true);\n",
		    policies[i].name, table, policies[i].name, table,
		    policies[i].what);
}

void
right_request_hold(struct text *out)
{
	right_request_open(out, "request");
	text_add_string(out, "CREATE POLICY ops_restricted ON request "
	    "AS RESTRICTIVE FOR SELECT USING (restriction = '' OR " CONFIDANT
	    ");\n");
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		right_request_open(out, parts[i]);
		text_add_format(out, "CREATE POLICY ops_restricted ON %s "
		    "AS RESTRICTIVE FOR SELECT USING (EXISTS (SELECT 1 FROM "
		    "request AS r WHERE r.request = %s.request));\n",
		    parts[i], parts[i]);
	}
}
