[assembly: ForeignCulture]

// What they test is pure: no clock, no disk, no process. So they share nothing, and all processors take part.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
