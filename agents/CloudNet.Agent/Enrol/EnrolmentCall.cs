using System.Net.Http.Headers;
using System.Text.Json;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Enrol;

/// <summary>The one HTTP request of an agent: <c>POST /agent/v1/enrol</c>.</summary>
internal static class EnrolmentCall
{
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>Asks; the answer is the host's identity or a refusal in words.</summary>
    public static async Task<(EnrolledHost? Host, string? Refusal)> AskAsync(ControllerAddress controller, EnrolHost ask, CancellationToken stop)
    {
        // A redirect is not followed: the enrolment key would go to an address that nobody gave.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = LargestAnswer };
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(ask, ContractsJson.Default.EnrolHost));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await client.PostAsync(controller.Enrol, content, stop);
            return Read(controller, answer, await answer.Content.ReadAsByteArrayAsync(stop));
        }
        catch (HttpRequestException fault)
        {
            return (null, $"Could not ask the controller at {controller}: {fault.Message} Check the address, and that the controller runs and can be reached from here.");
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, $"The controller at {controller} did not answer within 30 seconds. Try again; enrolling twice does no harm.");
        }
    }

    private static (EnrolledHost? Host, string? Refusal) Read(ControllerAddress controller, HttpResponseMessage answer, byte[] body)
    {
        try
        {
            if (answer.IsSuccessStatusCode)
                return (JsonSerializer.Deserialize(body, ContractsJson.Default.EnrolledHost) ?? throw new JsonException("null"), null);
            if (answer.Headers.Location is { } elsewhere)
                return (null, $"{controller} sends on to {elsewhere}. Give that address with --controller if it is the controller's.");
            if (JsonSerializer.Deserialize(body, ContractsJson.Default.ProblemRecord) is { } problem) return (null, ProblemText.Of(problem));
        }
        catch (JsonException)
        {
            // Told below: what answered does not speak as a controller does.
        }
        return (null, $"{controller} answered {(int)answer.StatusCode} and nothing that a CloudNet controller says. Check the address given with --controller.");
    }
}
