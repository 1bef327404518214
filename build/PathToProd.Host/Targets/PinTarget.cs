using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Store;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Pins a version set: what was proposed, what another set holds, or what runs in an environment.</summary>
internal static class PinTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Pin",
            "pins a version set: what was proposed, another set, or what runs in an environment",
            "It goes to environments/version-sets/, under the next free name of this month unless --set gives one. With only --set and --sign-with it "
                + "signs a set that is already pinned; see docs/version-sets.md.",
            [Option.Set, Option.From, Option.Environment, Option.Note, Option.SignWith]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var references = new SetReferences(invocation);
        if (SignPinned.Asked(invocation, references) is { } pinned)
        {
            return SignPinned.Run(invocation, references, pinned);
        }

        var name = Name(invocation, references);
        var (source, environment) = Source(invocation, references);
        var set = Made(invocation, name, source);
        RefuseExisting(invocation, references, set);
        using var stores = new Stores(invocation);
        RefuseWhatCannotRun(set, environment, stores.Members);
        var signature = invocation.Arguments[Option.SignWith] is { } key
            ? new Signing(invocation, references.Files).Sets.Sign(set, key, "--sign-with")
            : null;
        return Write(invocation, references, set, signature);
    }

    private static string Name(Invocation invocation, SetReferences references)
    {
        if (invocation.Arguments[Option.Set] is not { } name)
        {
            return VersionSetName.Next(invocation.Clock.GetUtcNow(), references.Files.Pinned.Names);
        }

        return VersionSetName.ProblemIn(name, "--set", invocation.Model.Environments.Keys) is { } problem
            ? throw new PlatformException([problem])
            : name;
    }

    /// <summary>What is pinned, and the environment that it must fit; null when it need not fit any.</summary>
    private static (VersionSet Set, EnvironmentManifest? Environment) Source(
        Invocation invocation,
        SetReferences references
    )
    {
        var (from, place) = (invocation.Arguments[Option.From], invocation.Arguments[Option.Environment]);
        if (from is not null && place is not null)
        {
            throw PlatformException.Wrong(
                "--from and --environment both say what to pin",
                "leave one of the two out: --environment=NAME pins what runs there"
            );
        }

        if (place is not null)
        {
            return (references.Find(place, Option.Environment, environments: true), invocation.Environment);
        }

        from ??= VersionSetName.Proposed;
        var set =
            from == VersionSetName.Proposed && references.Files.Proposed is null
                ? throw PlatformException.Wrong(
                    "there is nothing to pin: no set was proposed yet",
                    "run ./build.sh --target=Resolve first, or add --from=NAME: a version set or an environment"
                )
                : references.Find(from, Option.From, environments: true);
        return (set, references.IsEnvironment(from) ? invocation.Model.Environments[from] : null);
    }

    private static VersionSet Made(Invocation invocation, string name, VersionSet source)
    {
        var note = invocation.Arguments[Option.Note];
        if (note is not null && note.Any(char.IsControl))
        {
            throw PlatformException.Wrong("--note has several lines, or a tab", "write one line of text");
        }

        var provenance = new Provenance(invocation.Workspace.Root);
        var isProposed = source.Name == VersionSetName.Proposed;
        return new VersionSet
        {
            Name = name,
            Members = source.Members,
            At = invocation.Clock.GetUtcNow(),
            Who = provenance.Who,
            Commit = provenance.Commit,
            From = isProposed ? source.From : source.Name,
            FromDigest = isProposed ? source.FromDigest : source.Digest,
            Note = note,
        };
    }

    private static void RefuseExisting(Invocation invocation, SetReferences references, VersionSet set)
    {
        if (references.Files.Find(set.Name) is not { } there)
        {
            return;
        }

        var difference = SetDifference.Of(there.Members, set.Members);
        var sign = invocation.Arguments.Has(Option.SignWith)
            ? $" To sign it, name nothing to pin: ./build.sh --target=Pin --set={set.Name} --sign-with=FILE"
            : "";
        throw PlatformException.Refused(
            difference.Changes.IsEmpty
                ? $"{set.Name} is pinned already, with the same components. Nothing was written.{sign}"
                : $"{set.Name} is pinned already, with other components ({string.Join(", ", difference.Changes.Select(Other))}), "
                    + "and a pinned set never changes. Leave --set out for the next free name. Nothing was written."
        );
    }

    private static string Other(SetChange change) =>
        change switch
        {
            { From: null } => $"no {change.Component}",
            { To: null } => $"{change.Component} {change.From.Version}",
            { Kind: SetChangeKind.Rebuilt } => $"another build of {change.Component} {change.From.Version}",
            _ => $"{change.Component} {change.From.Version}",
        };

    private static void RefuseWhatCannotRun(VersionSet set, EnvironmentManifest? environment, MemberArtifacts artifacts)
    {
        var missing = set.Members.Values.Select(artifacts.Missing).OfType<Problem>().ToArray();
        PlatformException.ThrowIfAny(missing);

        var members = set.Members.Values.ToDictionary(
            member => member.Component,
            member => (member.Version, Relations: artifacts.RelationsOf(member) ?? ComponentRelations.None),
            StringComparer.Ordinal
        );
        string[] faults =
        [
            .. SetFaults.Among(members).Select(fault => SetFaults.Write(fault, set.Name)),
            .. (environment is null ? [] : SetFaults.In(environment, members)).Select(fault =>
                SetFaults.Write(fault, environment!.Name)
            ),
        ];
        if (faults.Length > 0)
        {
            throw PlatformException.Refused(
                $"Because {string.Join(",\nand because ", faults)},\n{set.Name} cannot be pinned. "
                    + "./build.sh --target=Resolve proposes a set in which everything fits."
            );
        }
    }

    private static Report Write(Invocation invocation, SetReferences references, VersionSet set, string? signature)
    {
        var files = references.Files;
        var twin = files.Pinned.Sets.LastOrDefault(other => other.Digest == set.Digest)?.Name;
        if (!files.TryPin(set))
        {
            throw PlatformException.Refused(
                $"{set.Name} was pinned by another run just now. Leave --set out for the next free name."
            );
        }

        var written = ImmutableArray.Create(invocation.Workspace.Show(files.PathOf(set.Name)));
        if (signature is not null)
        {
            AtomicFile.Write(files.SignatureOf(set.Name), signature);
            written = written.Add(invocation.Workspace.Show(files.SignatureOf(set.Name)));
        }

        return new Report
        {
            Text = _ => PinReport.Text(set, written, twin),
            Json = () => PinReport.Json(set, written, twin),
        };
    }
}
