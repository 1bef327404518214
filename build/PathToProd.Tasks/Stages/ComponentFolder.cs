using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages;

/// <summary>A component's folder in the working copy, and what was read of it.</summary>
/// <param name="Workspace">The checkout.</param>
/// <param name="Component">The component.</param>
/// <param name="Source">What it is made of.</param>
/// <param name="Scope">What the processes that are asked about it have in common.</param>
public sealed record ComponentFolder(
    Workspace Workspace,
    ComponentManifest Component,
    ComponentSource Source,
    ProcessScope Scope
)
{
    internal static ComponentFolder Of(ComponentContext context) =>
        new(context.Workspace, context.Component, context.Work.LastSource, context.Work.ProcessScope);
}
