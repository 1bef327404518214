using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Exceptions;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Clusters;

/// <summary>
/// The API server of a cluster, for the few small objects in which ledgers and locks are kept: a request takes milliseconds, where a start of
/// kubectl takes a hundred. KubernetesClient reads the kubeconfig, and knows certificates, tokens and credential plugins; its assembly is
/// loaded with the first request.
/// </summary>
internal sealed class ApiServer
{
    private static readonly ConcurrentDictionary<(string Files, string Context), ApiServer> Known = new();

    /// <summary>Long enough for a slow API server, short enough to report soon that there is none.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Kubeconfig _kubeconfig;
    private readonly string _context;
    private readonly Lock _opening = new();
    private Kubernetes? _client;

    private ApiServer(Kubeconfig kubeconfig, string context) => (_kubeconfig, _context) = (kubeconfig, context);

    /// <summary>The context, as messages name it.</summary>
    public string Context => _context;

    /// <summary>The API server of a cluster. All that ask for one cluster share its connections.</summary>
    public static ApiServer Of(Target.Cluster target, Workspace workspace)
    {
        var kubeconfig = Kubeconfig.Of(target, workspace);
        return Known.GetOrAdd((kubeconfig.Variable, target.Context), _ => new ApiServer(kubeconfig, target.Context));
    }

    /// <summary>Sends a request, and waits for its answer.</summary>
    /// <param name="method">What to do.</param>
    /// <param name="path">What with, without a slash at the start: <c>api/v1/namespaces/x/configmaps</c>.</param>
    /// <param name="body">The object; null if none.</param>
    /// <exception cref="ApiSilenceException">There is no answer. A change may have been made anyway.</exception>
    public ApiAnswer Send(HttpMethod method, string path, JsonObject? body = null)
    {
        var answer = SendOnce(method, path, body);
        if (answer.Status != (int)HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        // A token that ended meanwhile may stand renewed in the kubeconfig.
        _client = null;
        return SendOnce(method, path, body);
    }

    private ApiAnswer SendOnce(HttpMethod method, string path, JsonObject? body)
    {
        try
        {
            return Ask(method, path, body);
        }
        catch (OperationCanceledException exception)
        {
            throw new ApiSilenceException($"no answer within {Timeout.TotalSeconds} seconds", exception);
        }
        catch (Exception exception)
            when (exception
                    is HttpRequestException
                        or IOException
                        or JsonException
                        or KubernetesException
                        or KubeConfigException
            )
        {
            throw new ApiSilenceException(exception.GetBaseException().Message.Split('\n')[0].TrimEnd('.'), exception);
        }
    }

    // Without tasks, as hundreds of components may wait for answers at once and must not use up the threads that other waiting needs.
    private ApiAnswer Ask(HttpMethod method, string path, JsonObject? body)
    {
        using var patience = new CancellationTokenSource(Timeout);
        var client = Client();
        using var request = new HttpRequestMessage(method, new Uri(client.BaseUri, path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        if (client.Credentials is { } credentials)
        {
            credentials.ProcessHttpRequestAsync(request, patience.Token).GetAwaiter().GetResult();
        }

        using var response = client.HttpClient.Send(request, patience.Token);
        using var text = new StreamReader(response.Content.ReadAsStream(patience.Token), Encoding.UTF8);
        return new ApiAnswer((int)response.StatusCode, Parse(text.ReadToEnd()));
    }

    /// <summary>Something between us and the API server may answer with a page.</summary>
    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Kubernetes Client()
    {
        lock (_opening)
        {
            return _client ??= Open();
        }
    }

    private Kubernetes Open()
    {
        // Our own reader says what is wrong with its line.
        var problems = new List<Problem>();
        KubeconfigEntries.Read(_kubeconfig.Files.Where(File.Exists), problems);
        if (problems.Count > 0)
        {
            throw new PlatformException(problems);
        }

        try
        {
            return new Kubernetes(
                KubernetesClientConfiguration.BuildConfigFromConfigObject(KubeconfigFiles.Read(_kubeconfig), _context)
            );
        }
        catch (Exception exception)
        {
            // Whatever the client's own readers of YAML and certificates say.
            throw new ApiSilenceException(
                $"{_kubeconfig} cannot be used: {exception.GetBaseException().Message.Split('\n')[0].TrimEnd('.')}",
                exception
            )
            {
                IsFinal = true,
            };
        }
    }
}
