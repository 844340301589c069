using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Operators;

/// <summary>Ports of a service on a command line, <c>80:8080/tcp=http</c>, and in what it prints, <c>80->8080/tcp</c>.</summary>
internal static class ServicePortWords
{
    private const string Examples = "80, 80:8080, 53:5353/udp, 80:8080/tcp=http or 80:8080@30080";
    private static readonly string[] Protocols = ["tcp", "udp", "sctp"];

    /// <summary><c>--port</c>: the ports that a service has; null where none is given.</summary>
    public static Option<IReadOnlyList<CreateServicePort>?> Option(string description) => new("--port")
    {
        Description = description, HelpName = "PORT[:TARGET][/PROTOCOL][=NAME][@HOSTPORT]", Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => Read(token.Value, result)).OfType<CreateServicePort>()],
    };

    /// <summary>A port for people: <c>80->8080/tcp</c>, or <c>80/tcp</c> where the backends' is the same.</summary>
    public static string Of(ServicePort port) =>
        $"{port.Port}{(port.TargetPort == port.Port ? "" : $"->{port.TargetPort}")}/{NameOf(port.Protocol)}{(port.HostPort is { } host ? $"@{host}" : "")}";

    // A name may be anything here: the controller says what is wrong with it. A number cannot be sent unless it is one.
    private static CreateServicePort? Read(string word, ArgumentResult result)
    {
        var (rest, host) = Cut(word, '@');
        var (port, name) = Cut(rest, '=');
        (port, var protocol) = Cut(port, '/');
        (port, var target) = Cut(port, ':');
        var wrong = WhyNot(port) ?? (target is null ? null : WhyNot(target)) ?? (host is null ? null : WhyNot(host));
        if (wrong is null && protocol is not null && !Protocols.Contains(protocol))
            wrong = $"'{Terminal.Plain(protocol)}' is no protocol: there are tcp, udp and sctp, in small letters";
        if (wrong is null && name?.Length == 0) wrong = "there is no name behind '='";
        if (wrong is null) return new(Number(port), target is null ? null : Number(target), protocol, name, host is null ? null : Number(host));
        result.AddError($"'{Terminal.Plain(word)}' is no port of a service: {wrong}. Give one such as {Examples}.");
        return null;
    }

    private static string? WhyNot(string text) => text.Split('-') is [var first, var last] && Number(first) is not null && Number(last) is not null
        ? $"'{text}' is a range, and a service has single ports"
        : Number(text) is null ? $"'{Terminal.Plain(text)}' is no number of 1 to {PortRange.Greatest}" : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= PortRange.Greatest ? number : null;

    private static (string Before, string? Behind) Cut(string word, char at) =>
        word.IndexOf(at) is >= 0 and var place ? (word[..place], word[(place + 1)..]) : (word, null);

    private static string NameOf(TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Udp => "udp",
        TransportProtocol.Sctp => "sctp",
        _ => "tcp",
    };
}
