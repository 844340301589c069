# Makes xunit's verbose output short: one line a finished test, and everything about a failure or a skip as it is.
# Tests run side by side, so their lines come mixed: what was said of a test is kept by its name.
function name(suffix) { sub(/^ */, ""); sub(suffix, ""); return $0 }
/ \[STARTING\]$/ { next }
/ \[FAIL\]$/ { test = name(" \\[FAIL\\]$"); told[test]; print "  FAIL " test; fflush(); next }
/ \[SKIP\]$/ { test = name(" \\[SKIP\\]$"); told[test]; print "  skip " test; fflush(); next }
/ \[FINISHED\] Time: / {
  time = $0; sub(/.* \[FINISHED\] Time: /, "", time)
  test = name(" \\[FINISHED\\] Time: .*")
  if (!(test in told)) { print "  ok   " test " " time; fflush() }
  next
}
/^  (Discovering|Discovered|Starting|Finished): / || /^=== TEST EXECUTION SUMMARY/ || /^   [^ ]+  Total: / { next }
{ print; fflush() }
