using Repository.Tests.CommandLine;

namespace Repository.Tests.Preparation;

/// <summary>
/// A machine on which nothing is installed that tests need: a PATH of one folder, with what every system has. Whatever the
/// preparation of the tests would change, it asks of stand-ins, which write down how they are called.
/// </summary>
internal sealed class FreshMachine : IDisposable
{
    private const string Everywhere =
        "bash cat chmod dirname env flock id kill mkdir mv printf realpath rm sha256sum sed tail tee true openssl";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];

    public FreshMachine()
    {
        foreach (
            var folder in new[] { Bin, Home, Path.Combine(Root, "tests", "cluster"), Path.GetDirectoryName(Cosign)! }
        )
        {
            Directory.CreateDirectory(folder);
        }

        foreach (var tool in Everywhere.Split(' '))
        {
            File.CreateSymbolicLink(Path.Combine(Bin, tool), MachineTool.Find(tool));
        }

        Copy("tests/prepare.sh");
        Script(
            Path.Combine(Root, "tests", "cluster", "build.sh"),
            "[ \"$1\" != --if-built ] || [ -e \"$HOME/built\" ]"
        );
        Script(Path.Combine(Root, "build.sh"), "");
        Script(Path.Combine(Root, "tests", "cosign.sh"), "");
        Script(Cosign, "");
        Program("dotnet", "");
        Program("groovyc", "");
        Program("groff", "");
        HasValidators();
    }

    public string Root => Path.Combine(_folder.Path, "checkout");

    private string Home => Path.Combine(_folder.Path, "home");

    private string Cosign => Path.Combine(Root, "artifacts", "tools", "cosign", "cosign");

    private string Bin => Path.Combine(_folder.Path, "bin");

    /// <summary>Every call of a stand-in, with its arguments, in order.</summary>
    public string[] Calls
    {
        get
        {
            var file = Path.Combine(Home, "calls");
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
    }

    /// <summary>The versions of Helm that tests run with, installed by an earlier run.</summary>
    public FreshMachine HasHelms(params string[] versions)
    {
        Copy("tests/TestTools/HelmVersions.cs");
        foreach (var version in versions)
        {
            var file = Path.Combine(Root, "artifacts", "tools", "helm", version, "helm");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            Script(file, "");
        }

        return this;
    }

    /// <summary>No earlier run took cosign out of its package.</summary>
    public FreshMachine HasNoCosign()
    {
        File.Delete(Cosign);
        return this;
    }

    /// <summary>What checks generated pipelines, installed by an earlier run.</summary>
    private void HasValidators()
    {
        const string list = "tests/validators/package-lock.json";
        Copy(list);
        var installed = Path.Combine(Root, "artifacts", "tools", "validators", "installed");
        Directory.CreateDirectory(Path.GetDirectoryName(installed)!);
        File.Copy(Path.Combine(Root, list), installed);
    }

    /// <summary>Puts stand-ins on the PATH that do nothing.</summary>
    public FreshMachine Has(params string[] programs)
    {
        Array.ForEach(programs, program => Program(program, ""));
        return this;
    }

    /// <summary>Puts a stand-in on the PATH.</summary>
    public FreshMachine Program(string name, string script)
    {
        Script(Path.Combine(Bin, name), script);
        return this;
    }

    /// <summary>Has a script of the checkout fail with some words.</summary>
    public FreshMachine Fails(string script, string words, int exitCode = 1)
    {
        Script(Path.Combine(Root, script), $"echo '{words}' >&2\nexit {exitCode}");
        return this;
    }

    /// <summary>Debian, where <c>apt-get install</c> puts programs in place as the real one does, but for their content.</summary>
    public FreshMachine IsDebian() =>
        Program(
            "apt-get",
            $$"""
            case " $* " in
              *' install '*)
                for package in "$@"; do
                  case $package in
                    dpkg-dev) program=dpkg-source ;;
                    xz-utils) program=xz ;;
                    openssh-client) program=ssh-keygen ;;
                    procps) program=kill ;;
                    *) program=$package ;;
                  esac
                  case $package in -*|install) ;; *) printf '#!/bin/sh\n' >"{{Bin}}/$program"; chmod 755 "{{Bin}}/$program" ;; esac
                done
                ;;
            esac
            """
        );

    public FreshMachine Variable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>The control plane was built before.</summary>
    public FreshMachine HasControlPlane()
    {
        File.WriteAllText(Path.Combine(Home, "built"), "");
        return this;
    }

    /// <summary>Runs the preparation, by default as the user of these tests.</summary>
    public ProgramEnd Prepare(params string[] projects) =>
        Run(Path.Combine(Bin, "bash"), [Path.Combine(Root, "tests", "prepare.sh"), .. projects]);

    /// <summary>Runs it as a user who is not root: root becomes one.</summary>
    public ProgramEnd PrepareAsUser(params string[] projects)
    {
        if (!System.Environment.IsPrivilegedProcess)
        {
            return Prepare(projects);
        }

        ExternalProgram.Run("/", "chown", "-R", "65534:65534", _folder.Path);
        return Run(
            MachineTool.Find("setpriv"),
            [
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                Path.Combine(Bin, "bash"),
                Path.Combine(Root, "tests", "prepare.sh"),
                .. projects,
            ]
        );
    }

    public void Dispose() => _folder.Dispose();

    private ProgramEnd Run(string program, IEnumerable<string> arguments)
    {
        var start = ExternalProgram.Start(_folder.Path, program, arguments);
        start.Environment.Clear();
        start.Environment["PATH"] = Bin;
        start.Environment["HOME"] = Home;
        foreach (var (name, value) in _variables)
        {
            start.Environment[name] = value;
        }

        return ExternalProgram.End(start);
    }

    private void Copy(string path)
    {
        var copy = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(SourceTree.PathOf(path.Split('/')), copy, overwrite: true);
    }

    /// <summary>A script that first writes down its call. It needs nothing but a shell, whatever the PATH has.</summary>
    private static void Script(string path, string script) =>
        ScriptFile.WriteShell(
            path,
            $"[ \"$1\" = --if-built ] || echo \"{Path.GetFileName(path)} $*\" >>\"$HOME/calls\"\n{script}"
        );
}
