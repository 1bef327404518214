// Most of the time a test waits, for a process or for the cluster.
[assembly: LevelOfParallelism(3)]
