/*
 * control_signal.h - patterns of points which chance seldom makes
 */
#ifndef DOMAIN_CONTROL_SIGNAL_H
#define DOMAIN_CONTROL_SIGNAL_H

#include "domain/control_chart.h"

/* The bits of the rules which the point at the place completes. */
unsigned control_signals(const struct control_point points[], size_t at,
    enum control_rules rules);

#endif
