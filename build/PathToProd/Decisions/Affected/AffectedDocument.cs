using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Decisions.Affected;

[Description("What a change touches, made for the matrix of a CI.")]
internal sealed record AffectedDocument(
    [Description("What it is compared with, as the user said it.")] string Since,
    [Description("The commit that this is.")] string Base,
    [Description("The names of the components that are affected.")] ImmutableArray<string> Components,
    [Description("An entry for each component and environment.")] ImmutableArray<AffectedPlacePart> Include,
    [Description("Why every component is affected; empty unless all are.")] ImmutableArray<AffectedReason> Everything,
    ImmutableArray<AffectedPart> Affected,
    [Description("Components that are no longer defined.")] ImmutableArray<string> Deleted,
    ImmutableArray<string> DeletedEnvironments
)
{
    public static AffectedDocument Of(AffectedComponents affected, string since, string commit) =>
        new(
            since,
            commit,
            [.. affected.Components.Select(component => component.Name)],
            [
                .. affected.Components.SelectMany(
                    component => component.Environments,
                    (component, environment) => new AffectedPlacePart(component.Name, environment)
                ),
            ],
            affected.Everything,
            [
                .. affected.Components.Select(component => new AffectedPart(
                    component.Name,
                    component.Distance,
                    component.Environments,
                    component.Reasons
                )),
            ],
            affected.Deleted,
            affected.DeletedEnvironments
        );
}

internal sealed record AffectedPlacePart(string Component, string Environment);

internal sealed record AffectedPart(
    string Component,
    [Description("How many requirements lie between it and a change.")] int Distance,
    ImmutableArray<string> Environments,
    ImmutableArray<AffectedReason> Reasons
);
