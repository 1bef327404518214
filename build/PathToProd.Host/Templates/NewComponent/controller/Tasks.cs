namespace __Pascal__;

[TaskName("Build")]
public sealed class Build : BuildManifests;

[TaskName("Test"), IsDependentOn(typeof(Build))]
public sealed class Test : TestManifests;

[TaskName("Deploy"), IsDependentOn(typeof(Test))]
public sealed class Deploy : DeployManifests;
