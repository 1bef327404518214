using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Tools;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Calls of kubectl and Helm that are about a cluster and not about one component.</summary>
/// <param name="services">The run.</param>
/// <param name="target">The cluster.</param>
internal sealed class ClusterCall(RunServices services, Target.Cluster target)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Calls kubectl, and gives what it printed.</summary>
    /// <param name="arguments">Its arguments but for what names the cluster.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <exception cref="PlatformException">It failed; its last lines are in the exception (exit code 1).</exception>
    public string Kubectl(IEnumerable<string> arguments, string? input = null) =>
        Ask("kubectl", [.. arguments, $"--context={target.Context}", "--request-timeout=10s"], input);

    /// <summary>Calls Helm.</summary>
    /// <inheritdoc cref="Kubectl"/>
    public string Helm(IEnumerable<string> arguments) =>
        Ask("helm", [.. arguments, $"--kube-context={target.Context}"], input: null);

    private string Ask(string tool, IEnumerable<string> arguments, string? input)
    {
        var kubeconfig = Kubeconfig.Of(target, services.Workspace);
        var command = new Command(services.Tools.Get(tool).File, [.. arguments, .. kubeconfig.Options])
        {
            Environment = CallerEnvironment.Over(tool).SetItems(kubeconfig.Variables),
            Timeout = Timeout,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
        };
        using var result = services.Commands.Run(
            input is null ? command : command.WithInput(input),
            services.ProcessScope
        );
        services.Cancellation.ThrowIfCancellationRequested();
        return result.Succeeded
            ? result.Output.Text()
            : throw new PlatformException(
                ExitCode.Failed,
                $"the cluster (context {target.Context}) did not do what {tool} asked{ClusterSilence.Of(tool, result, Timeout, services.Redactor)}"
            )
            {
                ToolLines = result.TimedOut
                    ? ["i/o timeout"]
                    : [.. result.Error.Lines().Select(services.Redactor.Hide)],
            };
    }
}
