window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: 'openapi.json',
    dom_id: '#api',
    deepLinking: true,
    docExpansion: 'none',
    filter: true,
    operationsSorter: 'alpha',
    tagsSorter: 'alpha',
    validatorUrl: null,
    persistAuthorization: false,
  });
});
