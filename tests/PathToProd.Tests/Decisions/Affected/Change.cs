using PathToProd.Decisions.Affected;
using PathToProd.Model.Platform;
using PathToProd.Tests.Model.Platform;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Decisions.Affected;

/// <summary>A platform, and what happened to some of its files.</summary>
internal sealed class Change(PlatformBuilder platform)
{
    private readonly List<FileChange> _files = [];
    private readonly HashSet<string> _ownTasks = [];
    private PlatformModel? _model;

    /// <summary>
    /// A platform of three environments, of which prod and staging extend common, and of four components:
    /// dns requires ingress, which requires base; lonely requires nothing.
    /// </summary>
    public static Change Begin() =>
        new(
            PlatformBuilder
                .Platform()
                .Environment("common", "provider: eks\n")
                .Environment("prod", "extends: common\ntarget: { cluster: { context: prod } }\n")
                .Environment("staging", "extends: common\ntarget: { cluster: { context: staging } }\n")
                .Component("base")
                .Component("ingress", "requires: { base: \">=1.0.0\" }\n")
                .Component("dns", "requires: { ingress: \">=1.0.0\" }\n")
                .Component("lonely")
        );

    public Change Platform(Action<PlatformBuilder> change)
    {
        change(platform);
        return this;
    }

    public Change Added(string path) => With(new FileChange(path, FileChangeKind.Added));

    public Change Deleted(string path) => With(new FileChange(path, FileChangeKind.Deleted));

    public Change Modified(string path) => With(new FileChange(path, FileChangeKind.Modified));

    /// <summary>A file whose present text becomes part of the platform.</summary>
    public Change Modified(string path, string before, string after)
    {
        platform.With(path, after);
        return With(new FileChange(path, FileChangeKind.Modified) { Before = before, After = after });
    }

    public Change HasOwnTasks(string component)
    {
        _ownTasks.Add(component);
        return this;
    }

    public AffectedComponents Affected(int? depth = null, string? environment = null)
    {
        var model = _model ??= platform.Load();

        // As the program does it: texts that are not needed are not read.
        var needing = AffectedComponents.NeedingTexts(model, _files).ToHashSet();
        return AffectedComponents.Of(
            model,
            [.. _files.Select(file => needing.Contains(file) ? file : file with { Before = null, After = null })],
            depth,
            _ownTasks.Contains,
            environment
        );
    }

    public void ShouldTell(params string[] lines) => Text().ShouldBe(string.Join('\n', lines) + "\n");

    public string Text(int? depth = null, string? environment = null, bool verbose = false) =>
        AffectedReport.Text(Affected(depth, environment), "origin/main", "0123456789abcdef", Style.Plain, verbose);

    public string Json() => AffectedReport.Json(Affected(), "origin/main", "0123456789abcdef");

    private Change With(FileChange file)
    {
        _files.Add(file);
        return this;
    }
}
