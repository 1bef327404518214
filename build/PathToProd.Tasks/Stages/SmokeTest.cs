using System.Collections.Immutable;
using Cake.Kubectl;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages;

/// <summary>Checks a deployment where it is: resources are ready, addresses answer, the component's script passes.</summary>
internal static class SmokeTest
{
    private static readonly string[] RolledOut = ["deployment", "daemonset", "statefulset"];

    public static void Run(ComponentContext context)
    {
        if (context.Component.Smoke is { } smoke)
        {
            context.Work.Stages.HasFailedSmokeTest = true;
            Run(context, smoke);
            context.Work.Stages.HasFailedSmokeTest = false;
        }
    }

    private static void Run(ComponentContext context, SmokeTests smoke)
    {
        using var limit = new StageLimit(smoke.Timeout, context.Work.Services.Clock, context.Work.Limit.Cancellation);
        if (context.EnvironmentManifest.Target is Target.Cluster)
        {
            foreach (var resource in smoke.Ready)
            {
                WaitUntilReady(context, resource, limit);
            }

            foreach (var check in smoke.Http)
            {
                HttpProbe.WaitUntilAnswered(check, context.Work.Services.Clock, limit);
            }
        }

        if (smoke.Script is { } script)
        {
            RunScript(context, script, limit);
        }
    }

    private static void WaitUntilReady(ComponentContext context, string resource, StageLimit limit)
    {
        var cluster = context.Cluster;
        var kind = resource.Split('/')[0].ToLowerInvariant();
        if (RolledOut.Contains(kind))
        {
            context.KubectlRolloutStatus(
                resource,
                cluster.Kubectl(new KubectlRolloutSettings { Timeout = Patience(context, limit) })
            );
            return;
        }

        var condition =
            kind.StartsWith("customresourcedefinition", StringComparison.Ordinal) || kind == "crd"
                ? "Established"
                : "Ready";
        context.KubectlWait(
            KubectlWaitFor.Condition(condition),
            cluster.Kubectl(new KubectlWaitSettings { Timeout = Patience(context, limit) }),
            resource
        );
    }

    private static TimeSpan Patience(ComponentContext context, StageLimit limit) =>
        limit.Left < context.Work.Limit.Left ? limit.Patience : context.Work.Limit.Patience;

    private static void RunScript(ComponentContext context, string script, StageLimit limit)
    {
        var file = Path.Combine(context.Artifact.Folder, script);
        var command = new Command(file)
        {
            WorkingDirectory = context.Artifact.Folder,
            Timeout = limit.Left < context.Work.Limit.Left ? limit.Left : null, // else the stage ends it, and says so
            Environment = Variables(context),
        };
        using var result = context.Work.Services.Commands.Run(command, context.Work.ProcessScope);
        if (!result.TimedOut && result.EnsureEnded().Succeeded)
        {
            return;
        }

        var how = result.TimedOut
            ? $"did not end within {Duration.Text(limit.Timeout)}, its smoke.timeout"
            : $"failed with exit code {result.ExitCode}";
        throw new PlatformException(
            ExitCode.Failed,
            $"The smoke test {script} of {context.Component.Name} {how}:\n"
                + string.Concat(result.LastLines.Select(line => $"  {line}\n"))
                + $"The log is {context.Workspace.Show(context.Work.Stages.LogFile)}."
        )
        {
            ToolLines = result.TimedOut ? [] : result.LastLines,
        };
    }

    private static ImmutableDictionary<string, string?> Variables(ComponentContext context)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string?>();
        variables["PATH_TO_PROD_ENVIRONMENT"] = context.EnvironmentManifest.Name;
        variables["PATH_TO_PROD_COMPONENT"] = context.Component.Name;
        variables["PATH_TO_PROD_NAMESPACE"] = context.Component.Namespace;
        switch (context.EnvironmentManifest.Target)
        {
            case Target.Directory directory:
                variables["PATH_TO_PROD_TARGET_DIRECTORY"] = RenderedFolder.Of(
                    context.Workspace,
                    directory,
                    context.Component.Name
                );
                break;
            case Target.Cluster:
                variables.AddRange(context.Cluster.Variables);
                break;
        }

        return variables.ToImmutable();
    }
}
