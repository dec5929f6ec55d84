# One set of warnings for all of our own C, as errors, and the list of banned functions in front of each unit.
add_library(daybook_warnings INTERFACE)
target_compile_options(daybook_warnings INTERFACE $<$<COMPILE_LANGUAGE:C>:
    -Wall -Wextra -Wshadow -Wpointer-arith -Wcast-qual -Wstrict-prototypes -Wmissing-prototypes
    -Wformat=2 -Wundef -Wvla -Wwrite-strings -Werror
    -include ${CMAKE_SOURCE_DIR}/src/base/banned.h>)
target_include_directories(daybook_warnings INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(daybook_warnings INTERFACE _GNU_SOURCE DAYBOOK_VERSION="${PROJECT_VERSION}")
