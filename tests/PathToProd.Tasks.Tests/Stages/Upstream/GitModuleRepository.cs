using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace PathToProd.Tasks.Tests.Stages.Upstream;

/// <summary>A Git repository with a Terraform module, reachable as files, and by HTTP from <c>git http-backend</c> or as plain files.</summary>
internal sealed class GitModuleRepository : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<LoopbackServer> _server = new(() => new LoopbackServer());

    public GitModuleRepository()
    {
        Directory.CreateDirectory(Work);
        TestGit.Run(Work, "init", "--quiet", "--initial-branch=main");
    }

    public string Work => _folder["network"];

    public string Address => $"file://{Work}";

    public LoopbackServer Server => _server.Value;

    /// <summary>Writes the module, commits all that is there and tags it. Returns the commit.</summary>
    public string Add(string tag, string text, bool hasMessage = true)
    {
        _folder.Write("network/modules/vpc/main.tf", UpstreamModuleTests.Module(text));
        TestGit.Run(Work, "add", "--all");
        TestGit.Run(Work, "commit", "--quiet", "--allow-empty", "--message", text);
        string[] message = hasMessage ? ["--annotate", "--message", text] : [];
        TestGit.Run(Work, ["tag", "--force", .. message, tag]);
        return TestGit.Run(Work, "rev-parse", "HEAD");
    }

    /// <summary>Files alone, which Git calls a dumb server.</summary>
    public string ServeFiles()
    {
        TestGit.Run(_folder.Path, "clone", "--quiet", "--bare", Work, "dumb.git");
        TestGit.Run(_folder["dumb.git"], "update-server-info");
        foreach (var file in Directory.EnumerateFiles(_folder["dumb.git"], "*", SearchOption.AllDirectories))
        {
            Server.Serve($"/dumb.git/{Path.GetRelativePath(_folder["dumb.git"], file)}", File.ReadAllBytes(file));
        }

        return $"http://{Server.Authority}/dumb.git";
    }

    /// <summary>As forges serve it.</summary>
    public string ServeGit()
    {
        Server.ServeRest(Answer);
        return $"http://{Server.Authority}/network/.git";
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.Dispose();
        }

        _folder.Dispose();
    }

    /// <summary>The common gateway interface, RFC 3875, as far as Git uses it.</summary>
    private void Answer(HttpListenerContext context)
    {
        var start = new ProcessStartInfo("git", ["http-backend"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["GIT_PROJECT_ROOT"] = _folder.Path,
                ["GIT_HTTP_EXPORT_ALL"] = "1",
                ["GIT_PROTOCOL"] = context.Request.Headers["Git-Protocol"],
                ["REQUEST_METHOD"] = context.Request.HttpMethod,
                ["PATH_INFO"] = context.Request.Url!.AbsolutePath,
                ["QUERY_STRING"] = context.Request.Url.Query.TrimStart('?'),
                ["CONTENT_TYPE"] = context.Request.ContentType,
                ["HTTP_CONTENT_ENCODING"] = context.Request.Headers["Content-Encoding"],
            },
        };
        using var backend = Process.Start(start)!;
        context.Request.InputStream.CopyTo(backend.StandardInput.BaseStream);
        backend.StandardInput.Close();
        using var output = new MemoryStream();
        backend.StandardOutput.BaseStream.CopyTo(output);
        backend.WaitForExit();
        Send(context.Response, output.ToArray());
    }

    private static void Send(HttpListenerResponse response, byte[] output)
    {
        var end = output.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(output, 0, end).Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            if (name == "Status")
            {
                response.StatusCode = int.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
            }
            else
            {
                response.Headers[name] = value;
            }
        }

        response.OutputStream.Write(output.AsSpan(end + 4));
        response.Close();
    }
}
