using PathToProd.StandInTool;

// A program that behaves as tests want it to: its arguments are steps, parted by a comma, done one after another.
//
//   say TEXT | complain TEXT      a line on standard output | standard error
//   bytes BASE64                  bytes on standard output, as they are
//   alternate N                   N lines, on standard output and standard error by turns
//   flood N | flood-unbroken N    N bytes, in lines | without any line end
//   describe ...                  arguments, directory and environment as JSON (takes all that follows)
//   read                          standard input to standard output
//   pid FILE                      its process id, into a file
//   touch FILE                    makes an empty file
//   wait-for FILE                 waits until there is such a file, a minute at most; then it ends with 99
//   trap FILE                     writes each SIGINT and SIGTERM into a file, and lives on
//   obey FILE                     writes the first SIGINT or SIGTERM into a file, says "saved" and ends with 7
//   session                       leaves its session, as daemons do
//   spawn N ...                   starts itself with the N arguments that follow, and goes on
//   kill-self N                   sends itself signal N
//   exit N                        ends
return Steps.Run(args);
