using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Shows which version sets work where, which versions were seen together, and how to get from one set to another.</summary>
internal static class MatrixTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Matrix",
            "shows which version sets work where, and which evidence says so",
            "With --component, which of its versions were tested with which versions of others (a,b: only of these two); with "
                + "--from and --set, how to get from one set to another over tested steps.\n"
                + "See docs/compatibility.md.",
            [Option.Environment, Option.Set, Option.From, Option.Component]
        )
        {
            Run = Run,
            Formats = HostTarget.AllFormats,
        };

    private static Report Run(Invocation invocation)
    {
        var sets = new SetReferences(invocation);
        var evidence = new EvidenceView(invocation);
        RefuseTogether(invocation);
        return invocation.Arguments.Has(Option.Component) ? Pairs(invocation, evidence)
            : invocation.Arguments.Has(Option.From) ? Path(invocation, sets, evidence)
            : All(invocation, sets, evidence);
    }

    private static Report All(Invocation invocation, SetReferences references, EvidenceView evidence)
    {
        var only = references.Find(Option.Set);
        var environment = AskedEnvironment(invocation, evidence);
        var all = Sets(invocation, references);
        VersionSet[] shown = only is null ? all : [only];
        var verdicts = evidence.Verdicts;
        var matrix = Matrix.Of(
            verdicts,
            shown,
            environment is null
                ? Matrix.Environments(
                    verdicts,
                    shown,
                    invocation.Model.DeployableEnvironments.Where(one => one.IsForTests).Select(one => one.Name)
                )
                : [environment]
        );
        var digests = all.Concat(shown).Select(set => set.Digest).ToHashSet();
        var answer = new MatrixAnswer
        {
            Matrix = matrix,
            Steps =
            [
                .. new Transitions(verdicts, all.Concat(shown), environment).All.Where(step =>
                    only is null || step.From.Digest == only.Digest || step.To.Digest == only.Digest
                ),
            ],
            Conflicts = KnownConflicts.Of(SetVerdicts.Of(verdicts, environment)),
            NotSigned = verdicts.Uncounted,
            HasUnread = !references.Files.Pinned.Problems.IsEmpty,
            Unnamed = verdicts
                .All.Select(verdict => verdict.Evidence.Set)
                .Distinct()
                .Count(digest => !digests.Contains(digest)),
            File = evidence.Reading.File,
            TestEnvironments = invocation.Model.TestEnvironments,
            Now = verdicts.Rules.Now,
        };
        return new Report
        {
            Text = style => MatrixReport.Text(answer, style),
            Json = () => MatrixTables.Json(answer),
            Markdown = () => MatrixTables.Markdown(answer),
            Csv = () => MatrixTables.Csv(answer),
            ExitCode = answer.HasUnread && matrix.Rows.IsEmpty ? ExitCode.WrongInput : ExitCode.Done,
        };
    }

    private static Report Pairs(Invocation invocation, EvidenceView evidence)
    {
        var asked = invocation.Arguments[Option.Component]!.Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        if (asked.Length == 0)
        {
            throw PlatformException.Wrong(
                "no component is named",
                $"add --component=NAME: one of {string.Join(", ", invocation.Model.Components.Keys)}"
            );
        }

        RefuseUnknown(invocation, evidence, asked);
        var pairs = new SeenPairs(
            asked[0],
            TestedPair.Of(
                evidence.Verdicts,
                asked[0],
                asked.Length > 1 ? asked[1..] : null,
                AskedEnvironment(invocation, evidence)
            ),
            evidence.Reading.File,
            evidence.Rules.Now
        );
        return new Report
        {
            Text = style => MatrixPairsReport.Text(pairs, style),
            Json = () => MatrixPairsReport.Json(pairs),
            Markdown = () => MatrixPairsReport.Markdown(pairs),
            Csv = () => MatrixPairsReport.Csv(pairs),
        };
    }

    private static Report Path(Invocation invocation, SetReferences references, EvidenceView evidence)
    {
        var from = references.Need(Option.From, environments: true);
        var to = references.Need(Option.Set);
        var transitions = new Transitions(
            evidence.Verdicts,
            [.. Sets(invocation, references), from, to],
            AskedEnvironment(invocation, evidence)
        );
        var path = new TestedPath(
            from,
            to,
            transitions.Of(from, to),
            transitions.Path(from, to),
            evidence.Reading.File,
            evidence.Rules.Now
        );
        return new Report
        {
            Text = _ => MatrixPathReport.Text(path),
            Json = () => MatrixPathReport.Json(path),
            Markdown = () => MatrixPathReport.Markdown(path),
            Csv = () => MatrixPathReport.Csv(path),
        };
    }

    /// <summary>The proposed set, then the pinned ones, the newest first. Problems of others are reported, and hide nothing.</summary>
    private static VersionSet[] Sets(Invocation invocation, SetReferences references)
    {
        var pinned = references.Files.Pinned;
        foreach (var problem in pinned.Problems)
        {
            invocation.Say(problem.ToString());
        }

        var newest = pinned.Sets.Reverse().ToArray();
        return Proposed(invocation, references) is { } proposed && newest.All(set => set.Digest != proposed.Digest)
            ? [proposed, .. newest]
            : newest;
    }

    private static VersionSet? Proposed(Invocation invocation, SetReferences references)
    {
        try
        {
            return references.Files.Proposed;
        }
        catch (PlatformException exception)
        {
            invocation.Say(exception.Message);
            return null;
        }
    }

    /// <summary>The environment that was asked for: one that is here, or that evidence knows.</summary>
    private static string? AskedEnvironment(Invocation invocation, EvidenceView evidence)
    {
        if (invocation.Arguments[Option.Environment] is not { } asked)
        {
            return null;
        }

        var known = invocation
            .Model.DeployableEnvironments.Select(environment => environment.Name)
            .Union(evidence.Reading.Entries.Select(one => one.Environment), StringComparer.Ordinal)
            .ToArray();
        return known.Contains(asked)
            ? asked
            : throw PlatformException.Wrong(
                $"there is no environment {asked}",
                Suggestion.Fix(asked, known, "environment", "there are no environments yet")
            );
    }

    private static void RefuseUnknown(Invocation invocation, EvidenceView evidence, string[] asked)
    {
        var known = invocation
            .Model.Components.Keys.Union(
                evidence.Verdicts.All.SelectMany(verdict => verdict.Evidence.Members.Keys),
                StringComparer.Ordinal
            )
            .ToArray();
        UnknownComponents.Refuse(asked, known);
    }

    private static void RefuseTogether(Invocation invocation)
    {
        var problems = ((Option[])[Option.Set, Option.From])
            .Where(option => invocation.Arguments.Has(Option.Component) && invocation.Arguments.Has(option))
            .Select(option => new Problem(
                null,
                $"--component shows pairs of versions, for which --{option.Word} means nothing",
                "leave one of the two out"
            ))
            .ToArray();
        PlatformException.ThrowIfAny(problems);
    }
}
