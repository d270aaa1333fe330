# Makefile - one file, nothing recursive; adding a program edits nothing here.

.DEFAULT_GOAL = all
-include build/config.mk
build/config.mk: configure
	./configure

# Only what is made is shown; make V=1 shows how.  All processors are used.
ifndef V
.SILENT:
endif
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 1)
endif

CPPFLAGS = -Ilib -Itests/unit -Ibuild/gen -Ibuild -D_POSIX_C_SOURCE=200809L \
    -include lib/base/banned.h $(XML_CFLAGS) $(PQ_CFLAGS)
CFLAGS = -std=c17 -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 $(WARNINGS) $(EXTRA_CFLAGS)
CXXFLAGS = -std=c++17 -O2 -g -fPIC $(EXTRA_CFLAGS)
LINKING = -Wl,--as-needed -Wl,-z,relro -Wl,-z,now $(EXTRA_LDFLAGS)
LDFLAGS = -pie $(LINKING) $(EXPORTED)

# What the compiler says is shown and kept: a test wants all of it empty.
TOLD = 2>$@.log && cat $@.log >&2 || { cat $@.log >&2; exit 1; }

GEN = build/gen
generate = awk -f lib/base/csv.awk -f
schemas = $(if $(wildcard lib/record/schema.awk),$(basename $(notdir $(wildcard share/schema/*.csv))))
gen_headers = $(schemas:%=$(GEN)/schema/%.h)
gen_sources = $(schemas:%=$(GEN)/schema/%.c) $(if $(schemas),$(GEN)/schema/all.c) \
    $(if $(wildcard share/currency.csv),$(GEN)/currency_table.c) \
    $(if $(wildcard share/iban.csv),$(GEN)/iban_table.c) \
    $(if $(wildcard share/lifecycle/*.csv),$(GEN)/lifecycle_table.c) \
    $(if $(wildcard share/locale.csv),$(GEN)/locale_table.c) \
    $(if $(wildcard share/migration/*.sql),$(GEN)/migration_table.c)

lib_sources = $(wildcard lib/*/*.c)
lib_cxx = $(wildcard lib/*/*.cc)
lib_objects = $(lib_sources:%.c=build/obj/%.o) $(gen_sources:%.c=%.o)
programs = $(notdir $(wildcard bin/*))
unit_sources = $(wildcard tests/unit/*/test_*.c)
units = $(unit_sources:tests/unit/%.c=build/tests/%)
stamp = build/anomaly/stamp
shims = $(stamp) $(patsubst tests/anomaly/%.c,build/anomaly/%.so,$(wildcard tests/anomaly/*.c))

.PHONY: all clang units check check-all month-end bench install uninstall \
    dist distcheck clean
.SECONDARY:
all: $(programs:%=build/bin/%) build/man/ops-schema.5

build/obj/%.o: %.c build/config.mk | $(gen_headers)
	@mkdir -p $(@D)
	echo "CC $<"
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $< $(TOLD)
build/obj/%.o: %.cc build/config.mk
	@mkdir -p $(@D)
	echo "CXX $<"
	$(CXX) -Ilib $(CXXFLAGS) -MMD -MP -c -o $@ $< $(TOLD)
$(GEN)/%.o: $(GEN)/%.c build/config.mk | $(gen_headers)
	echo "CC $<"
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $< $(TOLD)

# A header is made from its schema; its definitions from the same script.
$(GEN)/schema/%.h: share/schema/%.csv share/record.csv lib/record/schema.awk lib/base/csv.awk
	@mkdir -p $(@D)
	$(generate) lib/record/schema.awk -v output=header -v name=$* share/record.csv $< >$@.new && mv $@.new $@
$(GEN)/schema/%.c: share/schema/%.csv share/record.csv lib/record/schema.awk lib/base/csv.awk
	@mkdir -p $(@D)
	$(generate) lib/record/schema.awk -v output=source -v name=$* share/record.csv $< >$@.new && mv $@.new $@
$(GEN)/schema/all.c: share/record.csv lib/record/schema.awk lib/base/csv.awk
	@mkdir -p $(@D)
	$(generate) lib/record/schema.awk -v output=all share/record.csv >$@.new && mv $@.new $@
$(GEN)/currency_table.c: share/currency.csv lib/value/currency.awk lib/base/csv.awk
	@mkdir -p $(@D)
	$(generate) lib/value/currency.awk $< >$@.new && mv $@.new $@
$(GEN)/iban_table.c: share/iban.csv lib/value/iban.awk
	@mkdir -p $(@D)
	awk -f lib/value/iban.awk $< >$@.new && mv $@.new $@
$(GEN)/locale_table.c: share/locale.csv lib/record/locale.awk lib/base/csv.awk
	@mkdir -p $(@D)
	$(generate) lib/record/locale.awk $< >$@.new && mv $@.new $@
$(GEN)/lifecycle_table.c: $(sort $(wildcard share/lifecycle/*.csv)) lib/domain/lifecycle.awk lib/base/csv.awk
	@mkdir -p $(@D)
	$(generate) lib/domain/lifecycle.awk $(sort $(wildcard share/lifecycle/*.csv)) >$@.new && mv $@.new $@
$(GEN)/migration_table.c: $(sort $(wildcard share/migration/*.sql)) lib/store/migration.awk
	@mkdir -p $(@D)
	awk -f lib/store/migration.awk $(sort $(wildcard share/migration/*.sql)) >$@.new && mv $@.new $@

# The page of the kinds of records: what is written by hand, and their tables.
build/man/ops-schema.5: man/ops-schema.5 share/record.csv $(sort $(wildcard share/schema/*.csv)) lib/record/schema_page.awk lib/base/csv.awk
	@mkdir -p $(@D)
	$(generate) lib/record/schema_page.awk man/ops-schema.5 share/record.csv \
	    $(sort $(wildcard share/schema/*.csv)) >$@.new && mv $@.new $@

build/libopsutils.a: $(lib_objects)
	@rm -f $@
	echo "AR $@"
	ar rcs $@ $(lib_objects)

# What is in C++ is loaded when it is needed (lib/record/json_library.h); of the
# library it has what it calls.
json_library = build/lib/opsutils/libopsutils-json.so
$(json_library): $(lib_cxx:%.cc=build/obj/%.o) lib/base/error.c
	@mkdir -p $(@D)
	echo "LD $@"
	$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -shared $(LINKING) -o $@ $^ $(JSON_LIBS)

define program_rule
build/bin/$(1): $(patsubst %.c,build/obj/%.o,$(wildcard bin/$(1)/*.c)) build/libopsutils.a | $(json_library)
	@mkdir -p build/bin
	echo "LD $$@"
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(LIBS)
endef
$(foreach program,$(programs),$(eval $(call program_rule,$(program))))

build/tests/%: build/obj/tests/unit/%.o build/libopsutils.a | $(json_library)
	@mkdir -p $(@D)
	echo "LD $@"
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# What the tests of anomalies preload stands under the programs.
build/anomaly/%.so: tests/anomaly/%.c build/config.mk
	@mkdir -p $(@D)
	echo "LD $@"
	$(CC) -std=c17 -O2 -g -D_GNU_SOURCE $(WARNINGS) -fPIC -shared -o $@ $< -lsqlite3 $(TOLD)

$(stamp): build/obj/tests/stamp.o build/libopsutils.a
	@mkdir -p $(@D)
	echo "LD $@"
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# A program of the tests with kinds of records of its own, made as all are, and
# the store's program once more, which so knows them.  Their tables stand
# before the library, whose own are then not taken from it.
SAMPLE = build/sample/gen
sample_kinds = $(basename $(notdir $(wildcard tests/sample/schema/*.csv)))
sample_lifecycles = $(sort $(wildcard share/lifecycle/*.csv tests/sample/lifecycle/*.csv))
sample_objects = $(sample_kinds:%=$(SAMPLE)/schema/%.o) $(SAMPLE)/schema/all.o \
    $(SAMPLE)/lifecycle_table.o
sample = build/sample/bin/ops-sample build/sample/bin/ops-store

$(SAMPLE)/record.csv: share/record.csv tests/sample/record.csv
	@mkdir -p $(SAMPLE)/schema
	head -n 1 share/record.csv >$@.new
	{ tail -n +2 share/record.csv; cat tests/sample/record.csv; } | LC_ALL=C sort >>$@.new && mv $@.new $@
$(SAMPLE)/schema/%.h: tests/sample/schema/%.csv $(SAMPLE)/record.csv lib/record/schema.awk lib/base/csv.awk
	$(generate) lib/record/schema.awk -v output=header -v name=$* $(SAMPLE)/record.csv $< >$@.new && mv $@.new $@
$(SAMPLE)/schema/%.c: tests/sample/schema/%.csv $(SAMPLE)/schema/%.h
	$(generate) lib/record/schema.awk -v output=source -v name=$* $(SAMPLE)/record.csv $< >$@.new && mv $@.new $@
$(SAMPLE)/schema/all.c: $(SAMPLE)/record.csv
	$(generate) lib/record/schema.awk -v output=all $< >$@.new && mv $@.new $@
$(SAMPLE)/lifecycle_table.c: $(sample_lifecycles) lib/domain/lifecycle.awk lib/base/csv.awk
	@mkdir -p $(SAMPLE)
	$(generate) lib/domain/lifecycle.awk $(sample_lifecycles) >$@.new && mv $@.new $@
$(SAMPLE)/%.o: $(SAMPLE)/%.c build/config.mk | $(gen_headers)
	$(CC) -I$(SAMPLE) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $< $(TOLD)
build/sample/bin/ops-sample: build/obj/tests/sample/main.o $(sample_objects) build/libopsutils.a
build/sample/bin/ops-store: $(patsubst %.c,build/obj/%.o,$(wildcard bin/ops-store/*.c)) $(sample_objects) build/libopsutils.a
$(sample): | $(json_library)
	@mkdir -p $(@D)
	echo "LD $@"
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Completions come from what the programs say of themselves.
define completion_rule
build/completion/$(1)/$(2): build/bin/$(3) share/completion/complete.awk
	@mkdir -p build/completion/$(1)
	build/bin/$(3) --describe | awk -f share/completion/complete.awk \
	    -v shell=$(1) -v programs='$(patsubst ops-%,%,$(filter ops-%,$(programs)))' >$$@.new && \
	    mv $$@.new $$@
completions += build/completion/$(1)/$(2)
endef
$(foreach program,$(programs), \
    $(eval $(call completion_rule,bash,$(program),$(program))) \
    $(eval $(call completion_rule,zsh,_$(program),$(program))) \
    $(eval $(call completion_rule,fish,$(program).fish,$(program))))

# share/ without what only the build needs.
install: all $(completions)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/opsutils \
	    $(DESTDIR)$(PREFIX)/share/opsutils \
	    $(foreach section,1 5 7,$(DESTDIR)$(PREFIX)/share/man/man$(section)) \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install $(programs:%=build/bin/%) $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(json_library) $(DESTDIR)$(PREFIX)/lib/opsutils
	for section in 1 5 7; do for page in man/*.$$section; do \
	    test ! -f "$$page" || install -m 644 "$$page" \
	    $(DESTDIR)$(PREFIX)/share/man/man$$section || exit 1; done; done
	install -m 644 build/man/ops-schema.5 $(DESTDIR)$(PREFIX)/share/man/man5
	cp -R share/. $(DESTDIR)$(PREFIX)/share/opsutils
	rm -rf $(DESTDIR)$(PREFIX)/share/opsutils/completion
	install -m 644 build/completion/bash/* \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 644 build/completion/zsh/* \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -m 644 build/completion/fish/* \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

# Every name which install gave, and the folders which are only ours.
uninstall:
	cd $(DESTDIR)$(PREFIX) && rm -rf lib/opsutils share/opsutils && \
	    rm -f $(programs:%=bin/%) \
	    $(foreach section,1 5 7,$(patsubst man/%,share/man/man$(section)/%,$(wildcard man/*.$(section)))) \
	    $(programs:%=share/bash-completion/completions/%) \
	    $(programs:%=share/zsh/site-functions/_%) \
	    $(programs:%=share/fish/vendor_completions.d/%.fish)

# The files which git knows, as they are here; the same files give the same
# bytes, whoever packs them.
tarball = build/opsutils-$(VERSION).tar.gz
dist: build/config.mk
	git ls-files -z | LC_ALL=C sort -z | tar --null --no-recursion -T - -c \
	    --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw,a-s \
	    --mtime="@$$(git log -1 --format=%ct)" \
	    --transform='s|^|opsutils-$(VERSION)/|' | gzip -n >$(tarball).new && \
	    mv $(tarball).new $(tarball) && echo "$(tarball)"

# What another compiler says of the same sources; each is looked at once.
clang_sources = $(lib_sources) $(wildcard bin/*/*.c) $(unit_sources)
clang: $(clang_sources:%.c=build/clang/%.ok)
build/clang/%.ok: %.c build/config.mk | $(gen_headers)
	@mkdir -p $(@D)
	clang -std=c17 -fsyntax-only -Werror -Wall -Wextra -Wconversion \
	    -Wsign-conversion -Wshadow -Wstrict-prototypes \
	    -Wmissing-prototypes -Wcast-qual -Wformat=2 -Wvla -Wundef \
	    -Wno-format-nonliteral -Wno-string-concatenation $(CPPFLAGS) -MMD -MP -MT $@ \
	    -MF $(@:%.ok=%.d) $< && touch $@

check: all $(units) $(shims) $(sample) $(completions)
	@tests/run $(units)

# The example month, in build/month-end/.
month-end: all
	OPS_STORE= PATH="$(CURDIR)/build/bin:$$PATH" share/example/month-end/run

bench: all
	tests/bench/run

# Besides: sanitizers, valgrind, coverage, fuzzing.
units: $(units) $(shims) $(sample)
check-all: check
	@tests/all
distcheck:
	@tests/all distcheck

clean:
	rm -rf build

-include $(shell find build/obj build/gen build/sample build/clang -type f -name '*.d' 2>/dev/null)
