using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using PathToProd.Host.CommandLine;
using PathToProd.Reporting;
using PathToProd.Runs;

namespace PathToProd.Host.Targets;

/// <summary>All targets: the stages that every component has, and the platform's own.</summary>
internal static class TargetCatalog
{
    private static readonly Option[] Selection = [Option.Component, Option.Environment];

    /// <summary>The stages, in the order of a component's life.</summary>
    public static readonly IReadOnlyList<TargetHelp> Stages =
    [
        new("Lint", "checks a component's sources without making anything", "", Selection),
        new("Build", "makes a component's artifact", "The same content is made once, and found again by its digest.", Selection),
        new("Test", "tests the artifact for every environment", "What passed is not tested again until something that counts changes.", [.. Selection, Option.Force, Option.UpdateSnapshots]),
        new("Plan", "shows what a deployment would change", "A Terraform plan is saved; Deploy --plan=saved applies that very plan.", Selection),
        new("Deploy", "deploys the artifact and verifies it there", "What is required and missing is deployed first where the environment says so, or with --with-dependencies.", [.. Selection, Option.Force, Option.WithDependencies, Option.Plan, Option.Exclusive]),
        new("Verify", "runs the smoke tests against what is deployed", "", Selection),
        new("Destroy", "removes a component from an environment", "", [.. Selection, Option.Force]),
    ];

    /// <summary>The platform's own targets.</summary>
    public static readonly IReadOnlyList<TargetHelp> Platform =
    [
        new("Components", "lists the components") { Task = typeof(Components), Detail = "" },
    ];
}
