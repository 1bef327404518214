namespace __Pascal__;

[TaskName("Build")]
public sealed class Build : BuildTerraformRoot;

[TaskName("Test"), IsDependentOn(typeof(Build))]
public sealed class Test : TestTerraformRoot;

[TaskName("Deploy"), IsDependentOn(typeof(Test))]
public sealed class Deploy : DeployTerraformRoot;
