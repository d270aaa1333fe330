/*
 * zone_file.h - time zones of the system, by name
 */
#ifndef RECORD_ZONE_FILE_H
#define RECORD_ZONE_FILE_H

#include "value/zone.h"

/*
 * The zone of the name ("Europe/Zurich") from the folder $TZDIR, else
 * /usr/share/zoneinfo, where the time zone database of IANA is installed.  It
 * lives as long as the arena.  An unknown name is an error of input.
 */
bool zone_file_read(const struct zone **out, struct arena *arena,
    struct slice name, struct error *error);

#endif
