using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Stages;

/// <summary>All that the result of a stage depends on, by name.</summary>
internal static class StageInputs
{
    /// <summary>What Build depends on: the sources, the compiled tasks, and for Terraform which root must be there.</summary>
    public static InputDigests Build(ComponentSession session, ComponentSource source) =>
        source.Inputs.With(
            session.Component.Type == ComponentType.Terraform
                ? [Tasks(session), Provider(session.Environment)]
                : [Tasks(session)]
        );

    /// <summary>What Test depends on: the sources, the compiled tasks, every environment, and the tools that it runs.</summary>
    public static InputDigests Test(ComponentSession session, ComponentSource source, IEnumerable<FoundTool> tools) =>
        source.Inputs.With([
            Tasks(session),
            .. OwnPolicies(session),
            .. session.Services.Model.DeployableEnvironments.SelectMany(environment =>
                Environment(session, environment)
            ),
            .. tools.Select(tool => new InputDigest($"tool {tool.Name}", tool.Version.ToString())),
        ]);

    private static IEnumerable<InputDigest> Environment(ComponentSession session, EnvironmentManifest environment) =>
        [
            Provider(environment),
            new InputDigest(
                $"environment {environment.Name} kubernetes-version",
                environment.KubernetesVersion.ToString()
            ),
            .. ApiVersions(session, environment),
            .. ValueInputs
                .Of(ValueResolution.ForTest(session, environment))
                .All.Select(value => new InputDigest($"values {environment.Name} {value.Name}", value.Digest)),
        ];

    private static IEnumerable<InputDigest> ApiVersions(ComponentSession session, EnvironmentManifest environment) =>
        session.Component.Type == ComponentType.Helm && environment.ApiVersions.Length > 0
            ?
            [
                new InputDigest(
                    $"environment {environment.Name} api-versions",
                    ValueInputs.Short(string.Join(',', environment.ApiVersions))
                ),
            ]
            : [];

    /// <summary>Policies of the platform's own decide what passes. Those of Path to Prod are part of the program, as the tasks are.</summary>
    private static IEnumerable<InputDigest> OwnPolicies(ComponentSession session) =>
        session.Component.Policies.Any(PlatformPolicies.IsOwn)
            ? [new InputDigest("policies of the platform", session.Services.Policies.Digest)]
            : [];

    private static InputDigest Provider(EnvironmentManifest environment) =>
        new($"environment {environment.Name} provider", environment.Provider);

    private static InputDigest Tasks(ComponentSession session) => new("tasks", session.TasksDigest);
}
