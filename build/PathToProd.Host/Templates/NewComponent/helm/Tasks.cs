namespace __Pascal__;

[TaskName("Build")]
public sealed class Build : BuildHelmChart;

[TaskName("Test"), IsDependentOn(typeof(Build))]
public sealed class Test : TestHelmChart;

[TaskName("Deploy"), IsDependentOn(typeof(Test))]
public sealed class Deploy : DeployHelmChart;
