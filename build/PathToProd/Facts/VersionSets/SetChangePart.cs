namespace PathToProd.Facts.VersionSets;

/// <summary>How a component differs between two sets, in reports for programs.</summary>
internal record SetChangePart(string Component, SetChangeKind Change, ArtifactPart? From, ArtifactPart? To)
{
    public static SetChangePart Of(SetChange change) =>
        new(change.Component, change.Kind, ArtifactPart.Of(change.From), ArtifactPart.Of(change.To));
}

/// <summary>The artifact of a component that is known already.</summary>
internal sealed record ArtifactPart(string Version, string Digest)
{
    public static ArtifactPart? Of(SetMember? member) =>
        member is null ? null : new ArtifactPart(member.Version.ToString(), member.Digest.ToString());
}
