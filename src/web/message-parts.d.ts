declare module '*?part=customers' {
  const messages: Readonly<Record<string, string>>;
  export default messages;
}
declare module '*?part=data' {
  const messages: Readonly<Record<string, string>>;
  export default messages;
}
declare module '*?part=identity' {
  const messages: Readonly<Record<string, string>>;
  export default messages;
}
declare module '*?part=orders' {
  const messages: Readonly<Record<string, string>>;
  export default messages;
}
declare module '*?part=joined' {
  const messages: Readonly<Record<string, string>>;
  export default messages;
}
declare module '*?part=users' {
  const messages: Readonly<Record<string, string>>;
  export default messages;
}
