#include "http/compress.h"

#include "base/text.h"

#include <zlib.h>

/* The fastest level: it takes off nearly as much as the best one, in a fifth of the time. */
enum { WORTH_IT = 2048, LEVEL = 1, GZIP_WINDOW = 15 + 16, MEMORY = 8 };

static bool compress_is_wanted(const request_t *request) {
    const response_t *response = &request->response;
    const char *accepted = request_header(request, "Accept-Encoding");
    return response->stream == NULL && response->bytes == NULL && response->body.length >= WORTH_IT &&
           response->media_type != NULL && strstr(response->media_type, "json") != NULL && accepted != NULL &&
           strstr(accepted, "gzip") != NULL;
}

static bool compress_bytes(arena_t *arena, const text_t *body, void **out, size_t *size) {
    z_stream stream = {.zalloc = Z_NULL};
    if (deflateInit2(&stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) return false;
    uLong bound = deflateBound(&stream, body->length);
    void *packed = arena_alloc(arena, bound);
    stream.next_in = (Bytef *)body->data;
    stream.avail_in = (uInt)body->length;
    stream.next_out = packed;
    stream.avail_out = (uInt)bound;
    bool ok = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    *size = stream.total_out;
    *out = packed;
    deflateEnd(&stream);
    return ok;
}

void compress_answer(request_t *request) {
    void *packed = NULL;
    size_t size = 0;
    if (!compress_is_wanted(request) || !compress_bytes(request->arena, &request->response.body, &packed, &size))
        return;
    request->response.bytes = packed;
    request->response.byte_count = size;
    response_header(request, "Content-Encoding", "gzip");
    response_header(request, "Vary", "Accept-Encoding");
}
