using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tools;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// What distinguishes one target from another on this machine, whatever checkouts, environments and contexts call it: a directory
/// by where it really is, a cluster by its server's address, the state of a Terraform root by where it lives.
/// </summary>
internal static class TargetIdentity
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Of what a component changes in an environment.</summary>
    public static string Of(RunServices services, EnvironmentManifest environment, ComponentManifest component) =>
        component.Type == ComponentType.Terraform ? State(services, environment, component) : Of(services, environment);

    /// <summary>Of what the environment deploys to.</summary>
    public static string Of(RunServices services, EnvironmentManifest environment) =>
        environment.Target switch
        {
            Target.Directory directory =>
                $"directory {RealPath.Of(Path.Combine(services.Workspace.Root, directory.Path))}",
            Target.Cluster cluster => $"cluster {Server(services, cluster) ?? cluster.Context}",
            _ => $"environment {RealPath.Of(services.Workspace.Environment(environment.Name))}",
        };

    private static string State(RunServices services, EnvironmentManifest environment, ComponentManifest component)
    {
        var settings = environment.BackendOf(component.Name);
        return settings.Count == 0
            ? $"state {RealPath.Of(services.Workspace.State(environment.Name, component.Name))}"
            : $"state {string.Join(' ', settings.Select(setting => $"{setting.Key}={setting.Value}"))}";
    }

    /// <summary>The address as kubectl reads it from all kubeconfigs, in one form; null when it knows none.</summary>
    private static string? Server(RunServices services, Target.Cluster target)
    {
        var kubeconfig = Kubeconfig.Of(target, services.Workspace);
        var command = new Command(
            services.Tools.Get("kubectl").File,
            [
                "config",
                "view",
                "--minify",
                "--output=jsonpath={.clusters[0].cluster.server}",
                .. kubeconfig.Options,
                $"--context={target.Context}",
            ]
        )
        {
            Environment = CallerEnvironment.Over("kubectl").SetItems(kubeconfig.Variables),
            Timeout = Timeout,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
        };
        using var result = services.Commands.Run(command, services.ProcessScope);
        if (!result.Succeeded || !Uri.TryCreate(result.Output.Text().Trim(), UriKind.Absolute, out var server))
        {
            return null;
        }

        var host = server.IsLoopback ? "localhost" : server.IdnHost.ToLowerInvariant();
        return $"{server.Scheme}://{host}:{server.Port}{server.AbsolutePath.TrimEnd('/')}";
    }
}
