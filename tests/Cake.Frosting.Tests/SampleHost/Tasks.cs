using System.Diagnostics.CodeAnalysis;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Frosting;

namespace SampleHost;

[TaskName("Build"), TaskDescription("Builds the sample")]
public sealed class BuildTask : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) =>
        context.Log.Information("building {0}", context.BuildConfiguration);
}

[TaskName("Test"), IsDependentOn(typeof(BuildTask))]
public sealed class TestTask : AsyncFrostingTask<SampleContext>
{
    public override async Task RunAsync(SampleContext context)
    {
        await Task.Yield();
        context.Log.Information("testing");
    }
}

[TaskName("Default"), IsDependentOn(typeof(TestTask))]
public sealed class DefaultTask : FrostingTask;

[TaskName("Fail")]
public sealed class FailTask : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(42, "it broke");
}

/// <summary>Starts a shell that a test names, and waits for it.</summary>
[TaskName("Child")]
public sealed class ChildTask : FrostingTask
{
    public override void Run(ICakeContext context)
    {
        var script = context.Arguments.GetArguments("script").First();
        using var child = context.ProcessRunner.Start("/bin/sh", new ProcessSettings { Arguments = script });
        child.WaitForExit();
        context.Log.Information("child ended with {0}", child.GetExitCode());
        if (!context.Arguments.HasArgument("swallow"))
        {
            throw new CakeException("the child was ended");
        }
    }

    public override void Finally(ICakeContext context)
    {
        using var child = context.ProcessRunner.Start("/bin/true", new ProcessSettings());
        child.WaitForExit();
        context.Log.Information("child finally {0}", child.GetExitCode());
    }
}

[TaskName("After-Child"), IsDependentOn(typeof(ChildTask))]
public sealed class AfterChildTask : FrostingTask
{
    public override void Run(ICakeContext context) => context.Log.Information("after the child");

    public override void Finally(ICakeContext context) => context.Log.Information("finally after the child");
}

[SuppressMessage("Design", "CA1034", Justification = "That nested tasks are found is what it is for.")]
public static class Outer
{
    public sealed class Nested : FrostingTask;
}

/// <summary>Invisible: only public tasks are found.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Never made: that is what it is for.")]
internal sealed class HiddenTask : FrostingTask;
