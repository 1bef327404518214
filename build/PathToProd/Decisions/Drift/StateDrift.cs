namespace PathToProd.Decisions.Drift;

/// <summary>Decides what differs in what Terraform looks after.</summary>
internal static class StateDrift
{
    private const string ByHand = "changed outside Terraform";

    public static IEnumerable<DriftFinding> Of(TargetLook.State look)
    {
        if (!look.IsThere)
        {
            return [new DriftFinding(DriftKind.Gone, "the Terraform state")];
        }

        var moved = look.Moved.Select(move => Finding(move, goneBy: "delete") with { Note = ByHand }).ToArray();
        var known = look.Moved.Select(move => move.Address).ToHashSet(StringComparer.Ordinal);
        DriftFinding[] all =
        [
            .. moved,
            .. look
                .Planned.Where(move => !known.Contains(move.Address))
                .Select(move => Finding(move, goneBy: "create") with { Note = "the state is not what was deployed" }),
        ];
        return look.IsSame || all.Length > 0
            ? all
            :
            [
                new DriftFinding(DriftKind.Changed, "the Terraform state")
                {
                    Note = "it was written since by something else, and applying again would change nothing",
                },
            ];
    }

    /// <param name="move">What the plan says.</param>
    /// <param name="goneBy">The action that means that it is gone: a refresh takes it out of the state, and a plan makes it again.</param>
    private static DriftFinding Finding(ResourceMove move, string goneBy) =>
        new(
            move.Actions is not [var only] ? DriftKind.Changed
                : only == goneBy ? DriftKind.Gone
                : only is "create" or "delete" ? DriftKind.NotDeployed
                : DriftKind.Changed,
            move.Address
        )
        {
            Fields = move.Fields,
        };
}
