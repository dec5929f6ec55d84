/* Times of day and durations as people type them, in English and Chinese. Each moves `*at` behind what it took. */
#ifndef DAYBOOK_CUSTOMER_QUICK_LOG_TIME_H
#define DAYBOOK_CUSTOMER_QUICK_LOG_TIME_H

#include <stdbool.h>

/* "14:00", "9am", "2:30 pm", "noon", "下午3点半", "15点20分": the minute of the day. */
bool quick_time_take(const char **at, int *minute);

/* "20m", "20 min", "1h", "1h30", "1.5 h", "half an hour", "20分钟", "一个半小时": minutes, at least 1 and less than 100
 * hours. "20M" and "3M" are names. */
bool quick_duration_take(const char **at, int *minutes);

#endif
