/* Functions that have no place here: each either cannot be bounded, cannot report an error, or runs a shell.
 * The compiler is told to include this file first in every unit. */
#ifndef DAYBOOK_BASE_BANNED_H
#define DAYBOOK_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC poison strcpy strcat strncat strncpy sprintf vsprintf gets atoi atol atoll atof strtok system popen tmpnam

#endif
