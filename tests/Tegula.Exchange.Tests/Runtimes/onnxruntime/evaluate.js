// Reads one request a line, {model: file, runs: [{images: base64 of float32, shape: [...]}]}, and answers each with one line: what the model tells of itself and
// its answers, or {error: text}. Ends with its input.
const path = require("node:path");
const readline = require("node:readline");
const { createRequire } = require("node:module");

const { InferenceSession, Tensor } = createRequire(path.resolve(process.argv[2], "package.json"))("onnxruntime-node");
const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 };

function floats(text) {
  const bytes = Buffer.from(text, "base64");
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function base64(values) {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
}

async function evaluate(request) {
  const session = await InferenceSession.create(request.model, options);
  const answers = [];
  for (const { images, shape } of request.runs) {
    const result = await session.run({ [session.inputNames[0]]: new Tensor("float32", floats(images), shape) });
    const output = result[session.outputNames[0]];
    answers.push({ logits: base64(output.data), shape: output.dims });
  }
  const value = ({ name, type, shape }) => ({ name, type, shape: shape.map(String) });
  const answer = { inputs: session.inputMetadata.map(value), outputs: session.outputMetadata.map(value), answers };
  await session.release();
  return answer;
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    let answer;
    try {
      answer = await evaluate(JSON.parse(line));
    } catch (error) {
      answer = { error: String(error.message ?? error) };
    }
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
}

main();
