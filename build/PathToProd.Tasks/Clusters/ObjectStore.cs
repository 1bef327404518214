using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace PathToProd.Tasks.Clusters;

/// <summary>Objects of one kind in one namespace of a cluster, each change by compare and swap.</summary>
/// <param name="server">The API server.</param>
/// <param name="space">The namespace. The first object makes it, if the user may.</param>
/// <param name="kind">The kind: <c>api/v1</c> and <c>configmaps</c>.</param>
internal sealed class ObjectStore(ApiServer server, string space, (string Group, string Plural) kind)
{
    public static readonly (string, string) ConfigMaps = ("api/v1", "configmaps");
    public static readonly (string, string) Leases = ("apis/coordination.k8s.io/v1", "leases");

    // An object has 1 MiB at most, and an answer should stay small enough for both sides.
    private const int PageSize = 50;

    private string Path => $"{kind.Group}/namespaces/{space}/{kind.Plural}";

    /// <summary>An object; null when there is none.</summary>
    /// <exception cref="ApiSilenceException">There is no answer, or it is not the object.</exception>
    public JsonObject? Find(string name)
    {
        var answer = server.Send(HttpMethod.Get, $"{Path}/{name}");
        return (HttpStatusCode)answer.Status switch
        {
            HttpStatusCode.OK when answer.Body is { } body => body,
            HttpStatusCode.NotFound => null,
            _ => throw Unanswered(answer),
        };
    }

    /// <summary>All objects with some labels, as they were at one moment.</summary>
    /// <exception cref="ApiSilenceException">There is no answer, or it is not the objects.</exception>
    public List<JsonObject> List(string labels)
    {
        var all = new List<JsonObject>();
        var next = "";
        while (true)
        {
            var limit = PageSize.ToString(CultureInfo.InvariantCulture);
            var answer = server.Send(
                HttpMethod.Get,
                $"{Path}?labelSelector={Uri.EscapeDataString(labels)}&limit={limit}&continue={Uri.EscapeDataString(next)}"
            );
            if (answer.Status == (int)HttpStatusCode.Gone && next.Length > 0)
            {
                // The moment that the pages are of was forgotten.
                all.Clear();
                next = "";
                continue;
            }

            if (answer.Status != (int)HttpStatusCode.OK || answer.Body is not { } page)
            {
                throw Unanswered(answer);
            }

            all.AddRange((page["items"] as JsonArray ?? []).OfType<JsonObject>());
            next = page["metadata"]?["continue"]?.ToString() ?? "";
            if (next.Length == 0)
            {
                return all;
            }
        }
    }

    /// <summary>Replaces the object that the metadata name, if it still has the version that they name; makes it where they name none.</summary>
    /// <exception cref="ApiSilenceException">There is no answer, so whether it was changed is not known.</exception>
    public ApiAnswer Write(JsonObject item)
    {
        var metadata = item["metadata"]!;
        if (metadata["resourceVersion"] is not null)
        {
            return server.Send(HttpMethod.Put, $"{Path}/{metadata["name"]}", item);
        }

        var answer = server.Send(HttpMethod.Post, Path, item);
        return answer.Status == (int)HttpStatusCode.NotFound && MakeNamespace() is var made
            ? made.Status is (int)HttpStatusCode.Created or (int)HttpStatusCode.Conflict
                ? server.Send(HttpMethod.Post, Path, item)
                : made
            : answer;
    }

    /// <summary>Removes an object; one that is not there is no error.</summary>
    /// <exception cref="ApiSilenceException">There is no answer, so whether it was removed is not known.</exception>
    public void Delete(string name)
    {
        var answer = server.Send(HttpMethod.Delete, $"{Path}/{name}");
        if ((HttpStatusCode)answer.Status is not (HttpStatusCode.OK or HttpStatusCode.NotFound))
        {
            throw Unanswered(answer);
        }
    }

    private static ApiSilenceException Unanswered(ApiAnswer answer) =>
        new(answer.Message)
        {
            IsFinal = (HttpStatusCode)answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
        };

    private ApiAnswer MakeNamespace() =>
        server.Send(
            HttpMethod.Post,
            "api/v1/namespaces",
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Namespace",
                ["metadata"] = new JsonObject { ["name"] = space },
            }
        );
}
