#include "http/assets.h"

#include "base/text.h"

const asset_t *asset_find(const char *path) {
    for (size_t i = 0; i < ASSET_COUNT; i++)
        if (text_equal(ASSETS[i].path, path)) return &ASSETS[i];
    return NULL;
}
