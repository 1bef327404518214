#!/bin/sh
test -d "$PATH_TO_PROD_TARGET_DIRECTORY"
