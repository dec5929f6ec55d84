/* Files of any of the encodings that spreadsheets write, read as UTF-8. */
#ifndef DAYBOOK_CAPTURE_CSV_ENCODING_H
#define DAYBOOK_CAPTURE_CSV_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef enum csv_encoding { CSV_UTF_8, CSV_UTF_16LE, CSV_UTF_16BE, CSV_WINDOWS_1252 } csv_encoding_t;

/* "utf-8", "utf-16le", "utf-16be", "windows-1252". */
const char *csv_encoding_name(csv_encoding_t encoding);
bool csv_encoding_parse(const char *name, csv_encoding_t *out);

/* By its byte order mark; else UTF-8 when the bytes are (all but stray ones) well formed; else Windows-1252. Reads to
 * the end of the file and winds it back. False when the file cannot be read. */
bool csv_encoding_detect(FILE *file, csv_encoding_t *out);

typedef struct csv_decoder csv_decoder_t;

/* Reads `file`, which stays the caller's, from its beginning. A byte order mark is left out. NULL: no such conversion.
 */
csv_decoder_t *csv_decoder_open(FILE *file, csv_encoding_t encoding);
void csv_decoder_close(csv_decoder_t *decoder); /* NULL is allowed */

/* Up to `size` bytes (at least 16 of room) of UTF-8; 0 at the end. What has no meaning in the encoding becomes U+FFFD;
 * bytes of a UTF-8 file come as they are. */
size_t csv_decoder_read(csv_decoder_t *decoder, char *out, size_t size);

/* True when reading stopped because the disk failed. */
bool csv_decoder_failed(const csv_decoder_t *decoder);

#endif
