#!/usr/bin/env perl
# Runs commands in turns, and prints how long each took.
#
#   alternate.pl ROUNDS NAME COMMAND [NAME COMMAND]... -- MOST [MEGABYTES]
#
# Each round runs every command once, so that whatever else the machine does hits all alike. (That is why this is not
# hyperfine, which finishes one command before it begins the next.) A round before the first one warms up.
#
# The promise is about the first command: its median is at most MOST times that of the second, and no process of it
# takes more memory than so many MEGABYTES. The exit code is 1 when that does not hold. A command that fails ends it all
# with 2, as its time says nothing.
use strict;
use warnings;
use Time::HiRes qw(time);

my ($rounds, @words) = @ARGV;
my (@names, @commands);
while (@words && $words[0] ne '--') {
  push @names,    shift @words;
  push @commands, shift @words;
}
shift @words;
my ($most, $megabytes) = @words;

# A process of its own for each command, so that the most memory of its children is that of the command.
# Linux numbers getrusage by machine; elsewhere memory is left out.
my %getrusage = (x86_64 => 98, aarch64 => 165);
my $number = $^O eq 'linux' ? $getrusage{ (split ' ', `uname -m`)[0] } : undef;

sub run {
  my ($command) = @_;
  pipe(my $read, my $write) or die "pipe: $!";
  my $process = fork // die "fork: $!";
  if ($process == 0) {
    close $read;
    open(STDIN,  '<', '/dev/null');
    open(STDOUT, '>', '/dev/null');
    open(STDERR, '>', '/dev/null');
    my $start  = time;
    my $status = system('/bin/bash', '-c', $command);
    my $took   = (time - $start) * 1000;
    my $kilobytes = 0;
    if (defined $number) {
      my $usage = "\0" x 144;
      $kilobytes = unpack('x32 q', $usage) if syscall($number, -1, $usage) == 0;    # -1: the children; ru_maxrss
    }
    print $write "$status $took $kilobytes\n";
    close $write;
    exit 0;
  }
  close $write;
  my ($status, $took, $kilobytes) = split ' ', <$read> // '1 0 0';
  waitpid $process, 0;
  if ($status != 0) {
    print STDERR "This failed, so its time says nothing: $command\n";
    exit 2;
  }
  return ($took, $kilobytes / 1024);
}

my (@times, @memory);
for my $round (0 .. $rounds) {
  for my $at (0 .. $#commands) {
    my ($took, $peak) = run($commands[$at]);
    next if $round == 0;
    push @{ $times[$at] }, $took;
    $memory[$at] = $peak if !defined $memory[$at] || $peak > $memory[$at];
  }
}

my ($load) = `uptime` =~ /load average[s]*: *([0-9.]+)/;
printf "%-44s %8s %8s %8s %8s\n", "milliseconds, $rounds rounds, load " . ($load // '?'), 'least', 'median', 'most', 'MB';
my @median;
for my $at (0 .. $#commands) {
  my @sorted = sort { $a <=> $b } @{ $times[$at] };
  $median[$at] = $sorted[ @sorted / 2 ];
  printf "%-44s %8.0f %8.0f %8.0f %8.0f\n", $names[$at], $sorted[0], $median[$at], $sorted[-1], $memory[$at];
}

my $ratio = $median[0] / $median[1];
my $kept  = $ratio <= $most;
printf "ratio of the medians %.2f, at most %s: %s\n", $ratio, $most, $kept ? 'kept' : 'NOT KEPT';
if (defined $megabytes) {
  my $fits = $memory[0] <= $megabytes;
  my $verdict = !defined $number ? 'cannot be measured here' : $fits ? 'kept' : 'NOT KEPT';
  printf "memory %.0f MB, at most %s: %s\n", $memory[0], $megabytes, $verdict;
  $kept &&= $fits;
}
exit($kept ? 0 : 1);
