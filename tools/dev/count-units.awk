# Reads ctest's LastTest.log and prints "PASSED FAILED SKIPPED", counted in cmocka tests.
# A program that failed without a count of failures (a crash, a sanitizer's report, a time-out) is one failure.
/^[0-9]+\/[0-9]+ Test(ing)?: / { own_failures = 0 }
/^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
/^\[  SKIPPED \] [0-9]+ test/ { skipped += $4 }
/^\[  FAILED  \] [0-9]+ test/ { failed += $4; own_failures = $4 }
/^Test Failed\./ { if (own_failures == 0) failed++ }
END { print passed + 0, failed + 0, skipped + 0 }
