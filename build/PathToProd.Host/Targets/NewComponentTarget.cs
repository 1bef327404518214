using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Runs;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Makes a component that builds, passes its tests and can be deployed as it is.</summary>
internal static class NewComponentTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "NewComponent",
            "creates a component that builds and passes its tests",
            "It goes to components/<name>/; docs/add-a-component.md explains the rest.",
            [Option.Name, Option.Type, Option.Chart, Option.Backstage]
        )
        {
            Run = Run,
        };

    /// <summary>The types of components, the default first.</summary>
    public static readonly string[] Types = ["helm", "terraform", "manifests", "controller"];

    private static Report Run(Invocation invocation)
    {
        var type = invocation.Arguments[Option.Type] ?? Types[0];
        var name = CheckedName(invocation, type);
        if (invocation.Arguments[Option.Chart] is { } address)
        {
            return Upstream(invocation, name, type, UpstreamAddress.Parse(address, "--chart"));
        }

        var providers = invocation
            .Model.DeployableEnvironments.Select(environment => environment.Provider)
            .Distinct()
            .ToArray();
        var files = ComponentTemplate
            .Files(name, type, providers)
            .Concat(
                invocation.Arguments.Has(Option.Backstage)
                    ? [ComponentTemplate.Backstage(name, invocation.Model.Platform.Name)]
                    : []
            )
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToArray();
        Write(invocation, name, files);
        return Tell(invocation, name, type, files);
    }

    /// <summary>A component that refers to the newest release of a chart.</summary>
    private static Report Upstream(Invocation invocation, string name, string type, UpstreamAddress address)
    {
        if (type != Types[0])
        {
            throw PlatformException.Wrong(
                $"a component of type {type} cannot refer to a chart",
                "leave --type out, or --chart"
            );
        }

        using var platform = new Platform(invocation);
        var id = RunId.Of(invocation.Clock.GetUtcNow(), 0);
        var services = platform.Of(id, new NoObserver(), ChosenVersions.None(invocation.Model));
        var chart = NewestChart.Find(services, address);
        var files = ComponentTemplate.Files(name, chart).OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        Write(invocation, name, files);
        return Told(invocation, name, type, files, folder => Text(name, chart, folder, files));
    }

    private static string CheckedName(Invocation invocation, string type)
    {
        var name = invocation.Arguments[Option.Name];
        var problems = new List<Problem>();
        if (name is null)
        {
            problems.Add(
                new Problem(null, "the new component has no name", "add --name=NAME, such as --name=cert-manager")
            );
        }
        else if (ComponentName.ProblemIn(name, "--name") is { } wrong)
        {
            problems.Add(wrong);
        }
        else if (Path.Exists(invocation.Workspace.Component(name)))
        {
            problems.Add(
                new Problem(
                    new SourcePosition(invocation.Workspace.Show(invocation.Workspace.Component(name))),
                    "this already exists, and nothing in it was changed",
                    "choose another name, or move it away"
                )
            );
        }

        if (!Types.Contains(type))
        {
            problems.Add(
                new Problem(null, $"there is no type {type}", Suggestion.Fix(type, Types, "type", "leave it out"))
            );
        }

        return problems.Count == 0 ? name! : throw new PlatformException(problems);
    }

    private static void Write(Invocation invocation, string name, IEnumerable<(string Path, string Text)> files)
    {
        var folder = invocation.Workspace.Component(name);
        try
        {
            AtomicFolder.Replace(
                folder,
                next =>
                {
                    foreach (var (path, text) in files)
                    {
                        Template.Write(Path.Combine(next, path), SchemaPlace.Named(invocation.Workspace, text));
                    }
                }
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{invocation.Workspace.Show(folder)} cannot be written, and nothing was created: {exception.Message}\n"
                    + "Free some space, or get permission to write there; then run this again.",
                exception
            );
        }
    }

    private static Report Tell(Invocation invocation, string name, string type, (string Path, string Text)[] files) =>
        Told(invocation, name, type, files, folder => Text(name, type, folder, files));

    private static Report Told(
        Invocation invocation,
        string name,
        string type,
        (string Path, string Text)[] files,
        Func<string, string> text
    )
    {
        var folder = invocation.Workspace.Show(invocation.Workspace.Component(name));
        return new Report
        {
            Text = _ => text(folder),
            Json = () =>
                JsonReport.Write(
                    new NewComponentDocument(name, type, folder, [.. files.Select(file => file.Path)]),
                    HostJson.Default.NewComponentDocument
                ),
        };
    }

    private static string Text(string name, string type, string folder, (string Path, string Text)[] files) =>
        $"""
            Created {folder}/, a component of type {type}:

            {string.Join('\n', files.Select(file => $"  {file.Path}"))}

            It builds and passes its tests as it is. What to do next:

              1. Name the team to ask in {folder}/component.yaml.
              2. Put in {Content(type)}.
              3. ./build.sh --target=Test --component={name}
              4. ./build.sh --target=Deploy --component={name}

            docs/add-a-component.md explains the rest.

            """;

    private static string Text(string name, UpstreamChart chart, string folder, (string Path, string Text)[] files) =>
        $"""
            Created {folder}/, a component of type helm that refers to {chart.Name} {chart.Version} of {chart.Repository}:

            {string.Join('\n', files.Select(file => $"  {file.Path}"))}

            What to do next:

              1. Name the team to ask in {folder}/component.yaml.
              2. Put in what you set: values.yaml.
              3. ./build.sh --target=Test --component={name}
              4. ./build.sh --target=Deploy --component={name}

            docs/upstream-charts.md explains the rest.

            """.ReplaceLineEndings("\n");

    private static string Content(string type) =>
        type switch
        {
            "helm" => "what it runs: the image in chart/values.yaml, then chart/templates/",
            "terraform" => "what it creates: terraform/<provider>/main.tf",
            "controller" =>
                "your controller: the image in manifests/deployment.yaml, its resource in manifests/crd.yaml",
            _ => "what it runs: the image in manifests/deployment.yaml",
        };
}
