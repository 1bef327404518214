using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Model.Platform;

namespace PathToProd.Decisions.Inputs;

/// <summary>Which files a stage may read without saying so.</summary>
public sealed class InputRules
{
    private readonly PlatformModel _model;
    private readonly string _root;
    private readonly ImmutableArray<string> _trusted;

    /// <param name="model">The platform.</param>
    /// <param name="root">The real path of the repository's root.</param>
    /// <param name="trusted">Folders outside it that are no inputs: the system's, those of tools and of .NET.</param>
    public InputRules(PlatformModel model, string root, IEnumerable<string> trusted)
    {
        _model = model;
        _root = root.TrimEnd('/') + "/";
        _trusted = [.. trusted.Select(folder => folder.TrimEnd('/') + "/")];
    }

    /// <summary>A file in a component's folder, relative to the repository's root; null for any other. Git has to be asked about it.</summary>
    public string? OwnFile(FileRead read) =>
        Relative(read.Path) is { } path && path.StartsWith(Folder(read.Component), StringComparison.Ordinal)
            ? path
            : null;

    /// <summary>The reads that nothing declares: each file once for each stage, by component, stage and path.</summary>
    /// <param name="reads">What was read.</param>
    /// <param name="ignored">The files in components' folders that Git ignores, relative to the repository's root.</param>
    public ImmutableArray<UndeclaredRead> Undeclared(IEnumerable<FileRead> reads, IReadOnlySet<string> ignored) =>
        [
            .. from read in reads
            // Git reads what it likes to tell which files there are.
            where read.Program != "git"
            group read by (read.Component, read.Stage, read.Path) into same
            let kind = KindOf(same.First(), ignored)
            where kind is not null
            let path = Relative(same.Key.Path) ?? same.Key.Path
            orderby same.Key.Component, same.Key.Stage, path
            select new UndeclaredRead(
                same.Key.Component,
                same.Key.Stage,
                path,
                kind.Value,
                same.Count(),
                [.. same.Select(read => read.Program).Distinct().Order(StringComparer.Ordinal)],
                Fix(kind.Value, same.Key.Component, path)
            ),
        ];

    private UndeclaredKind? KindOf(FileRead read, IReadOnlySet<string> ignored)
    {
        if (Relative(read.Path) is not { } path)
        {
            return _trusted.Any(folder => read.Path.StartsWith(folder, StringComparison.Ordinal))
                ? null
                : UndeclaredKind.Machine;
        }

        var isDeclared = path.Split('/') switch
        {
            // The program's own: a change there affects every component.
            ["build" or "artifacts" or ".git", _, ..] or ["platform.yaml" or "tools.yaml" or "global.json"] => true,
            [var file] when IsBuildFile(file) => true,
            ["components", var file] when IsBuildFile(file) => true,
            // What the stages of every component depend on already.
            ["environments", _, "environment.yaml" or "capabilities.yaml" or "ledger.jsonl"] => true,
            ["environments", _, "values", var file] => file == $"{read.Component}.yaml",
            _ => Shared(read.Component).Any(file => file.Path == path),
        };
        return isDeclared ? null
            : !path.StartsWith(Folder(read.Component), StringComparison.Ordinal) ? UndeclaredKind.Repository
            : ignored.Contains(path) ? UndeclaredKind.Ignored
            : null;
    }

    private string Fix(UndeclaredKind kind, string component, string path) =>
        kind switch
        {
            UndeclaredKind.Repository when Shared(component).IsEmpty =>
                $"add shared: [{path}] to components/{component}/component.yaml",
            UndeclaredKind.Repository => $"add {path} to shared in components/{component}/component.yaml",
            UndeclaredKind.Ignored => "commit it, or write it below artifacts/; another checkout does not have it",
            _ => $"keep its content in components/{component}/; another machine may not have it",
        };

    private ImmutableArray<SharedFile> Shared(string component) =>
        _model.Components.GetValueOrDefault(component)?.Shared ?? [];

    private string? Relative(string path) =>
        path.StartsWith(_root, StringComparison.Ordinal) ? path[_root.Length..] : null;

    private static bool IsBuildFile(string file) => file.StartsWith("Directory.", StringComparison.Ordinal);

    private static string Folder(string component) => $"components/{component}/";
}
