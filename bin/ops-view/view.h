/*
 * view.h - the parts of ops-view
 */
#ifndef VIEW_H
#define VIEW_H

#include "cli/program.h"
#include "record/grid.h"

enum { VIEW_GRIDS_MAX = 64 };

bool view_run(struct cli *cli, struct error *error);

/* Read every input into a grid of its own, prepared as the options say. */
bool view_read(struct grid grids[VIEW_GRIDS_MAX], size_t *count,
    struct cli *cli, struct error *error);

/* Write a chart of the one grid; line or bar, SVG or for the terminal. */
bool view_chart(struct cli *cli, const struct grid *grid, const char *form,
    struct output *output, struct error *error);

#endif
