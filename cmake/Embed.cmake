# Files that the program carries inside itself: migrations and the web app.
find_program(NODE node)

function(embed_migrations target)
    file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/*.sql)
    set(source ${CMAKE_BINARY_DIR}/generated/migrations.S)
    add_custom_command(OUTPUT ${source}
        COMMAND ${CMAKE_SOURCE_DIR}/tools/embed-migrations ${source} ${migrations}
        DEPENDS ${migrations} ${CMAKE_SOURCE_DIR}/tools/embed-migrations
        COMMENT "Embedding migrations")
    target_sources(${target} PRIVATE ${source})
endfunction()

function(embed_assets target)
    get_target_property(kind ${target} TYPE)
    if(kind STREQUAL "INTERFACE_LIBRARY")
        return()
    endif()
    file(GLOB_RECURSE assets CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ui/dist/*)
    set(source ${CMAKE_BINARY_DIR}/generated/assets.S)
    add_custom_command(OUTPUT ${source}
        COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tools/embed-assets.mjs ${CMAKE_SOURCE_DIR}/ui/dist ${source}
        DEPENDS ${assets} ${CMAKE_SOURCE_DIR}/tools/embed-assets.mjs
        COMMENT "Embedding the web app")
    target_sources(${target} PRIVATE ${source})
endfunction()
