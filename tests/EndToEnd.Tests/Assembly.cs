using System.Runtime.Versioning;

// Most of the time a test waits, for a process or for the cluster.
[assembly: LevelOfParallelism(3)]

// The control plane, signals and /proc: there is none of them.
[assembly: UnsupportedOSPlatform("windows")]
