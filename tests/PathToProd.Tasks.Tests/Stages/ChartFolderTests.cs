using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages;

/// <summary>Charts as others write them, with real Helm: what they depend on, what Git ignores of them, and their versions.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ChartFolderTests : IDisposable
{
    private const string Chart = "components/web/chart";

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .RealTool(RealTools.Helm)
        .File("components/web/component.yaml", "name: web\nversion: 1.8.2\ntype: helm\n")
        .File($"{Chart}/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.8.2\n")
        .File($"{Chart}/templates/web.yaml", ComponentTestBed.ConfigMap("web", "a: b"));

    public void Dispose() => _bed.Dispose();

    [TestCase("v1.8.2", "1.8.2")]
    [TestCase("v1.8.2+up.3", "1.8.2+up.3")]
    [TestCase("1.8", "1.8.0")]
    [TestCase("v1.8.2-rc.1", "1.8.2-rc.1")]
    public async Task A_version_that_Helm_takes_is_deployed_under_its_number(string chart, string component)
    {
        _bed.File("components/web/component.yaml", $"name: web\nversion: {component}\ntype: helm\n")
            .File($"{Chart}/Chart.yaml", $"apiVersion: v2\nname: web\nversion: \"{chart}\"\nappVersion: \"{chart}\"\n");

        await DeploysAsync("configmap-web.yaml");

        _bed.Store.Find("web", PathToProd.Versions.SemVersion.Parse(component)).ShouldNotBeNull();
    }

    [Test]
    public Task Another_version_is_refused()
    {
        _bed.File($"{Chart}/Chart.yaml", "apiVersion: v2\nname: web\nversion: v1.8.3\n");

        return RefusedAsync(
            $"{Chart}/Chart.yaml: version is v1.8.3, but component.yaml says 1.8.2; set version: 1.8.2"
        );
    }

    [Test]
    public Task A_dependency_that_is_not_there_is_refused_with_the_command_that_fetches_it()
    {
        Depends("- { name: sub, version: 1.0.0, repository: \"file://../sub\" }");

        return RefusedAsync(
            $"{Chart}/Chart.yaml: the chart depends on sub, which is not in {Chart}/charts/; "
                + $"run helm dependency build {Chart}, and commit what it fetches"
        );
    }

    [Test]
    public async Task What_that_command_fetches_is_deployed_with_its_lock_alias_condition_and_tags()
    {
        Sub("components/web/sub");
        Sub("components/web/library", "library", "library");
        Depends(
            """
            - { name: sub, version: 1.x, repository: "file://../sub" }
            - { name: sub, version: 1.x, repository: "file://../sub", alias: other, condition: other.enabled }
            - { name: sub, version: 1.x, repository: "file://../sub", alias: tagged, tags: [rest] }
            - { name: library, version: ~1.0, repository: "file://../library" }
            """
        );
        _bed.File($"{Chart}/values.yaml", "other: { enabled: true }\ntags: { rest: false }\n");
        Helm("dependency", "build", Path.Combine(_bed.Root, Chart));
        File.Exists(Path.Combine(_bed.Root, Chart, "Chart.lock")).ShouldBeTrue();

        await DeploysAsync("configmap-other.yaml", "configmap-sub.yaml", "configmap-web.yaml");
    }

    [Test]
    public async Task Charts_from_before_Helm_3_name_what_they_depend_on_in_requirements()
    {
        _bed.File($"{Chart}/Chart.yaml", "apiVersion: v1\nname: web\nversion: 1.8.2\n")
            .File(
                $"{Chart}/requirements.yaml",
                "dependencies:\n- { name: sub, version: 1.0.0, repository: \"file://../sub\" }\n"
            );
        await RefusedAsync(
            $"{Chart}/requirements.yaml: the chart depends on sub, which is not in {Chart}/charts/; "
                + $"run helm dependency build {Chart}, and commit what it fetches"
        );
        Sub($"{Chart}/charts/any-folder");

        await DeploysAsync("configmap-sub.yaml", "configmap-web.yaml");
    }

    [Test]
    public async Task A_lock_that_is_out_of_date_needs_the_other_command()
    {
        Depends("- { name: sub, version: 2.x, repository: \"file://../sub\" }");
        Sub($"{Chart}/charts/sub");
        _bed.File(
            $"{Chart}/Chart.lock",
            "dependencies:\n- { name: sub, version: 1.0.0, repository: \"file://../sub\" }\n"
        );

        await RefusedAsync(
            $"{Chart}/Chart.yaml: the chart depends on sub 2.x, and {Chart}/charts/sub has the version 1.0.0: Helm would silently leave it "
                + $"out; run helm dependency update {Chart}, and commit what it fetches"
        );
    }

    [Test]
    public async Task A_subchart_that_the_chart_s_own_gitignore_drops_is_refused_with_the_rule()
    {
        Git("init", "--quiet");
        Depends("- { name: sub, version: 1.0.0 }");
        Sub($"{Chart}/charts/sub");
        _bed.File($"{Chart}/.gitignore", "# Vendored\ncharts/*\n");
        const string Problem =
            $"{Chart}/Chart.yaml: the chart depends on sub; {Chart}/charts/sub is there, but Git ignores it "
            + $"({Chart}/.gitignore(2): charts/*), so the artifact would not contain it; change that rule, or run git add --force "
            + $"{Chart}/charts/sub";

        await RefusedAsync(Problem);
        (await _bed.RunAsync("Lint", "web")).Nodes[0].Error.ShouldBe(Problem);

        Git("add", "--force", $"{Chart}/charts/sub");
        await DeploysAsync("configmap-sub.yaml", "configmap-web.yaml");
    }

    [Test]
    public async Task What_Helm_reads_and_Git_ignores_is_refused_unless_it_is_a_template_that_the_platform_itself_keeps_out()
    {
        Git("init", "--quiet");
        Sub($"{Chart}/charts/undeclared");
        _bed.File(".gitignore", "private.yaml\nundeclared/\n*.bak\nvalues.yaml\n*.local.yaml\n")
            .File($"{Chart}/.gitignore", "*.tpl\n")
            .File($"{Chart}/templates/private.yaml", "x: y\n")
            .File($"{Chart}/templates/_names.tpl", "{{- define \"x\" -}}{{- end -}}\n")
            .File($"{Chart}/templates/web.yaml.bak", "x\n")
            .File($"{Chart}/templates/mine.local.yaml", "x: y\n")
            .File($"{Chart}/.helmignore", "*.local.yaml\n")
            .File($"{Chart}/values.yaml", "a: b\n");

        await RefusedAsync(
            $"""
            {Chart}/charts/undeclared: Git ignores it (.gitignore(2): undeclared/), so the artifact would not contain it, and Helm reads it here; change that rule, run git add --force {Chart}/charts/undeclared, or move it out of the chart
            {Chart}/templates/_names.tpl: Git ignores it ({Chart}/.gitignore(1): *.tpl), so the artifact would not contain it, and Helm reads it here; change that rule, run git add --force {Chart}/templates/_names.tpl, or move it out of the chart
            {Chart}/values.yaml: Git ignores it (.gitignore(4): values.yaml), so the artifact would not contain it, and Helm reads it here; change that rule, run git add --force {Chart}/values.yaml, or move it out of the chart
            """
        );
    }

    [Test]
    public Task A_helmignore_that_leaves_out_a_subchart_is_refused()
    {
        Depends("- { name: sub, version: 1.0.0 }");
        Sub($"{Chart}/charts/sub");
        _bed.File($"{Chart}/.helmignore", "charts/\n");

        return RefusedAsync(
            $"{Chart}/Chart.yaml: the chart depends on sub; {Chart}/charts/sub is there, but {Chart}/.helmignore leaves it out, so "
                + "the artifact would not contain it; change that rule"
        );
    }

    [Test]
    public async Task A_package_that_is_none_holds_no_chart()
    {
        Depends("- { name: sub, version: 1.0.0 }");
        _bed.File($"{Chart}/charts/sub-1.0.0.tgz", "not a package");

        await RefusedAsync(
            $"{Chart}/Chart.yaml: the chart depends on sub, which is not in {Chart}/charts/; "
                + $"run helm dependency build {Chart}, and commit what it fetches"
        );
    }

    private void Depends(string dependencies) =>
        _bed.File($"{Chart}/Chart.yaml", $"apiVersion: v2\nname: web\nversion: 1.8.2\ndependencies:\n{dependencies}\n");

    private void Sub(string folder, string name = "sub", string type = "application") =>
        _bed.File($"{folder}/Chart.yaml", $"apiVersion: v2\nname: {name}\nversion: 1.0.0\ntype: {type}\n")
            .File(
                $"{folder}/templates/{(type == "library" ? "_all.tpl" : "all.yaml")}",
                type == "library"
                    ? "{{- define \"library.name\" -}}x{{- end -}}\n"
                    : ComponentTestBed.ConfigMap("{{ .Chart.Name }}", "a: b")
            );

    private async Task RefusedAsync(string message)
    {
        var result = await _bed.RunAsync("Build", "web");

        result.Nodes[0].Error.ShouldBe(message);
        result.ExitCode.ShouldBe(ExitCode.WrongInput);
    }

    private async Task DeploysAsync(params string[] files)
    {
        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();

        PathToProd.Tasks.Files.FileTree.Files(Path.Combine(_bed.Root, "artifacts/sandbox/web")).ShouldBe(files);
    }

    private static void Helm(params string[] arguments) => ExternalProgram.Run("/", RealTools.Helm, arguments);

    private void Git(params string[] arguments) => TestGit.Run(_bed.Root, arguments);
}
